import { computed } from '@preact/signals';
import { oncePerProfile } from '../../../lib/domain/profiles/profile-order.ts';
import { connections, firstScreen, profiles } from '../../../lib/state/app-state.ts';

/** Each profile once, through the connection with the better rights, in the platform's order. */
export const profilesOnce = computed(() => oncePerProfile(profiles.value, null, connections.value));

/** How many there are, those included that aren't read yet. */
export const profileCount = computed(() => firstScreen.value?.count ?? profilesOnce.value.length);

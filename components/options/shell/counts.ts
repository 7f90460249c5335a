import { computed } from '@preact/signals';
import { refId } from '../../../lib/domain/keys.ts';
import { worstLevel } from '../../../lib/domain/level.ts';
import { profiles, usage } from '../../../lib/state/app-state.ts';

/** How many profiles have a service at 80 % or more. */
export const troubledProfiles = computed(
  () =>
    profiles.value.filter((profile) => {
      const level = worstLevel(usage.value.get(refId(profile)));
      return level !== null && level !== 'ok';
    }).length,
);

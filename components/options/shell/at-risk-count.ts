import { computed } from '@preact/signals';
import { countAtRisk } from '../../../lib/domain/usage/at-risk.ts';
import { month, usage } from '../../../lib/state/app-state.ts';
import { profilesOnce } from '../shared/profiles-once.ts';

/** How many profiles have a service at 80 % or more. */
export const profilesAtRisk = computed(() => {
  const { blocked, near } = countAtRisk(profilesOnce.value, usage.value, month.value);
  return blocked + near;
});

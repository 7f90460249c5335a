import { computed } from '@preact/signals';
import { countAtRisk } from '../../../lib/domain/usage/at-risk.ts';
import { month, profiles, usage } from '../../../lib/state/app-state.ts';

/** How many profiles have a service at 80 % or more. */
export const profilesAtRisk = computed(() => {
  const { blocked, near } = countAtRisk(profiles.value, usage.value, month.value);
  return blocked + near;
});

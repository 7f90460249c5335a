import { computed } from '@preact/signals';
import { refId } from '../../../lib/domain/identity/keys.ts';
import { riskById, summarizeRisk } from '../../../lib/domain/usage/at-risk.ts';
import { usageStatus } from '../../../lib/domain/usage/usage-status.ts';
import { firstScreen, month, usage } from '../../../lib/state/app-state.ts';
import { profilesOnce } from '../shared/profiles-once.ts';

/** The profiles that are blocked, and those that have a service at 80 % or more; by refId. */
export const atRisk = computed(
  () =>
    firstScreen.value?.atRisk ??
    riskById(
      summarizeRisk(profilesOnce.value, (profile) =>
        usageStatus(usage.value.get(refId(profile)), month.value),
      ),
    ),
);

/** How many profiles have a service at 80 % or more. */
export const atRiskCount = computed(() => atRisk.value.blocked.count + atRisk.value.near.count);

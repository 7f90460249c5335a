import { computed } from '@preact/signals';
import { refId } from '../../../lib/domain/identity/keys.ts';
import { riskById, summarizeRisk } from '../../../lib/domain/usage/at-risk.ts';
import { lastingCauseOf } from '../../../lib/domain/usage/stale-usage.ts';
import { usageStatus } from '../../../lib/domain/usage/usage-status.ts';
import { connections, firstScreen, month, usage } from '../../../lib/state/app-state.ts';
import { profilesOnce } from '../shared/profiles-once.ts';

/** The profiles that are blocked, and those that have a service at 80 % or more; by refId. */
export const atRisk = computed(() => {
  if (firstScreen.value) return firstScreen.value.atRisk;
  const byKey = new Map(connections.value.map((connection) => [connection.key, connection]));
  return riskById(
    summarizeRisk(
      profilesOnce.value,
      (profile) => usageStatus(usage.value.get(refId(profile)), month.value),
      (profile) => !lastingCauseOf(profile, byKey.get(profile.connectionKey)),
    ),
  );
});

/** How many profiles have a service at 80 % or more. */
export const atRiskCount = computed(() => atRisk.value.blocked.count + atRisk.value.near.count);

import type { Connection } from '../domain/identity/connection.ts';
import type { ProfileKey } from '../domain/identity/keys.ts';
import { planOf } from '../domain/profiles/plan.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { getConnection } from '../store/connections.ts';
import { listRowsOfProfile } from '../store/profiles.ts';

/**
 * Returns a profile's plan by the most recent reading through any account that sees it, so that its limits don't depend
 * on the account. Null: not known.
 */
export async function currentPlan(profileKey: ProfileKey): Promise<string | null> {
  const rows = await listRowsOfProfile(profileKey);
  const plans = await Promise.all(
    rows.map(async (row) => {
      const connection = await getConnection(row.connectionKey);
      return { plan: planOf(row, connection), at: planReadAt(row, connection) };
    }),
  );
  const known = plans.filter(({ plan }) => plan !== null);
  return known.sort((a, b) => b.at - a.at)[0]?.plan ?? null;
}

/** Returns when a row's plan was read (epoch ms): each refresh of an account reads that of its own profiles. */
function planReadAt({ shared, infoAt }: Profile, connection: Connection | undefined): number {
  return Math.max(infoAt ?? 0, shared ? 0 : (connection?.refreshedAt ?? 0));
}

import type { Failure } from '../../../lib/domain/failure.ts';
import { refOf } from '../../../lib/domain/identity/keys.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { tokenIdOf } from '../../../lib/domain/tokens/token.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { distinctName } from '../shared/profile-rows.ts';
import type { TokenRow } from './token-rows.ts';

/** Revokes tokens of one profile. Returns one result each, in their order. */
export async function revokeIn(
  rows: readonly TokenRow[],
): Promise<{ label: string; failure: Failure | null }[]> {
  const [{ row }] = rows as [TokenRow];
  const tokens = rows.map(({ token }) => tokenIdOf(token));
  const result = await resultOf(() => send('revokeTokens', { ...refOf(row.profile), tokens }));
  return rows.map(({ label }, index) => ({
    label: `${isolate(label)} (${isolate(distinctName(row))})`,
    failure: result.ok ? (result.value[index]?.failure ?? null) : result.failure,
  }));
}

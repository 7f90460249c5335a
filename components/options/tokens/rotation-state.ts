import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { isConnectedWith } from '../../../lib/domain/tokens/connected-with.ts';
import {
  isBeingCreated,
  isRevocable,
  isUsedSinceReplaced,
  rotationOf,
  rotationsOf,
  successorId,
  type TokenRotation,
} from '../../../lib/domain/tokens/rotation.ts';
import { sameToken } from '../../../lib/domain/tokens/token-choice.ts';
import { ageText } from '../../../lib/i18n/age-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { connections, now } from '../../../lib/state/app-state.ts';
import { rotations } from '../../../lib/state/rotations.ts';
import type { TokenRow } from './token-rows.ts';

/** Returns the rotation that replaces this token; undefined if there is none. */
export function rotationOfRow({ row, token }: TokenRow): TokenRotation | undefined {
  return rotationOf(rotations.value ?? [], row.profile, token);
}

/** Returns a tag that says a token's part in a rotation; null if it has none. */
export function rotationMark(tokenRow: TokenRow): string | null {
  const { row, token } = tokenRow;
  const rotation = rotationOfRow(tokenRow);
  if (rotation) return t(isRevocable(rotation, token, row.tokens) ? 'rotationMarkQuiet' : 'rotationMarkOld');
  const isSuccessor = rotationsOf(rotations.value ?? [], row.profile).some((one) => {
    const successor = successorId(one);
    return successor !== null && sameToken(successor, token);
  });
  return isSuccessor ? t('rotationMarkNew') : null;
}

/** Returns the account that this browser is connected to with this token; undefined if none is known. Reads signals. */
export function accountConnectedWith({
  row,
  token,
}: Pick<TokenRow, 'row' | 'token'>): Connection | undefined {
  return connections.value.find((one) => isConnectedWith(one, row.profile.profileKey, token));
}

/** Returns true if the old token may be the one that the person pasted for the profile, whose name isn't known. */
export function mayBePasted({ row, token }: TokenRow, rotation: TokenRotation): boolean {
  return row.profile.ownCredential === 'pasted' && isUsedSinceReplaced(rotation, token);
}

/** Returns the state of a rotation, in one to three sentences. */
export function rotationText(tokenRow: TokenRow, rotation: TokenRotation, isRevocableNow: boolean): string {
  if (isBeingCreated(rotation, now.value)) return t('rotationBegun');
  if (rotation.successor === null) return t('rotationOpen');
  const made = t('rotationMade', ageText(rotation.startedAt, now.value));
  if (accountConnectedWith(tokenRow)) return `${made} ${t('rotationConnected')}`;
  const { token } = tokenRow;
  const used = token.lastAuthorizedAt;
  const use =
    used && isUsedSinceReplaced(rotation, token)
      ? t('rotationUsed', ageText(used, now.value))
      : t('rotationUnused');
  return [
    made,
    ...(used === undefined ? [] : [use]),
    ...(mayBePasted(tokenRow, rotation) ? [t('rotationPasted')] : []),
    ...(isRevocableNow ? [t('rotationQuiet')] : []),
  ].join(' ');
}

import { sameRef } from '../../../lib/domain/identity/keys.ts';
import { isQuiet, rotationOf, type TokenRotation } from '../../../lib/domain/tokens/rotation.ts';
import { ageText } from '../../../lib/i18n/age-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { watchRotations } from '../../../lib/state/rotations.ts';
import type { TokenRow } from './token-rows.ts';

/** The tokens that are being replaced; none while they are not read yet. */
export const rotations = watchRotations();

/** The rotation that ends with this token; undefined where nobody replaces it. */
export function rotationOfRow({ row, token }: TokenRow): TokenRotation | undefined {
  return rotationOf(rotations.value ?? [], row.profile, token);
}

/** Returns true when nothing has used this token since its successor was made, for a day at least. */
export function canBeRevoked({ row, token }: TokenRow, rotation: TokenRotation): boolean {
  return isQuiet(rotation, token, row.tokens?.fetchedAt ?? null);
}

/** What a row says of its part in a rotation; null: it has none. */
export function rotationMark(tokenRow: TokenRow): string | null {
  const rotation = rotationOfRow(tokenRow);
  if (rotation) return t(canBeRevoked(tokenRow, rotation) ? 'rotationMarkQuiet' : 'rotationMarkOld');
  const { row, token } = tokenRow;
  const isSuccessor = rotations.value?.some(
    (one) => one.successor === token.createdAt && one.token.name === token.name && sameRef(one, row.profile),
  );
  return isSuccessor ? t('rotationMarkNew') : null;
}

/** What is known of a rotation, in a sentence or two. */
export function rotationText({ token }: TokenRow, rotation: TokenRotation, isQuietNow: boolean): string {
  if (rotation.successor === null) return t('rotationOpen');
  const made = t('rotationMade', ageText(rotation.startedAt, now.value));
  const used = token.lastAuthorizedAt;
  const use =
    used !== null && used > rotation.startedAt
      ? t('rotationUsed', ageText(used, now.value))
      : t('rotationUnused');
  return [made, use, ...(isQuietNow ? [t('rotationQuiet')] : [])].join(' ');
}

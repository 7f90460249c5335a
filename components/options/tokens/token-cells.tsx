import { displayText, isolate } from '../../../lib/domain/text/foreign.ts';
import { parseTime } from '../../../lib/domain/time.ts';
import { isExpiring } from '../../../lib/domain/tokens/expiring.ts';
import { isExpired, serverTimeOf } from '../../../lib/domain/tokens/token.ts';
import { isExtensionToken } from '../../../lib/domain/tokens/token-choice.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { reasonNotToAskProfile, reasonNotToOpenForm } from '../../ui/disabled-reasons.ts';
import { columnDate, exactTime, fromNow } from '../shared/dates.ts';
import { personName } from '../shared/person-name.ts';
import { distinctName } from '../shared/profile-rows.ts';
import { CopyAsButton, CopyTokenButton, reasonNotToUseToken } from './copy-token-button.tsx';
import { isRisky } from './review.ts';
import { rotationMark, rotationOfRow } from './rotation-state.ts';
import type { TokenRow } from './token-rows.ts';

export function Created({ token, zone }: { token: TokenRow['token']; zone: string | undefined }) {
  const at = parseTime(token.createdAt);
  if (Number.isNaN(at)) return null;
  return <span title={exactTime(at, zone)}>{columnDate(at, zone)}</span>;
}

export function CreatedBy({ token }: { token: TokenRow['token'] }) {
  if (!token.createdBy) return null;
  return (
    <span class="soft" title={`${t('tokensCreatedBy')}: ${isolate(token.createdBy)}`}>
      {displayText(personName(token.createdBy))}
    </span>
  );
}

/** When a token expires, with the exact time on hover; a risky one is highlighted. */
export function ExpirationCell({ row: { token, row } }: { row: TokenRow }) {
  if (token.expiresAt === undefined) return <span class="soft">{t('usageUnknown')}</span>;
  if (token.expiresAt === null) {
    return <span class={isRisky(token) ? 'risky' : 'soft'}>{t('tokensNever')}</span>;
  }
  const at = serverTimeOf(row.tokens, now.value);
  const soon = isExpiring(token, at) || isExpired(token, at);
  return (
    <span class={soon ? 'risky' : undefined} title={exactTime(token.expiresAt, row.connection?.timezone)}>
      {isExpired(token, at)
        ? t('tokensExpiredAgo', fromNow(token.expiresAt, at))
        : fromNow(token.expiresAt, at)}
    </span>
  );
}

/** A token's part in a rotation, which distinguishes it from the other token of the same name. */
export function RotationMark({ row }: { row: TokenRow }) {
  const mark = rotationMark(row);
  return mark ? <span class="tag">{mark}</span> : null;
}

export function RowActions({
  row,
  onRotate,
  onRevoke,
}: {
  row: TokenRow;
  onRotate: () => void;
  onRevoke: () => void;
}) {
  if (row.token.ours) {
    return (
      <span class="tag" title={t('tokensOursHint')}>
        {t('tokensOurs')}
      </span>
    );
  }
  return (
    <span class="token-actions">
      {isExtensionToken(row.token) ? (
        <span class="tag" title={t('tokensOtherBrowserHint')}>
          {t('tokensOtherBrowser')}
        </span>
      ) : (
        <>
          <CopyTokenButton row={row} />
          <CopyAsButton row={row} />
          <IconButton
            class="token-rotate"
            icon="rotate"
            small
            label={t('tokensRotateIn', row.label, distinctName(row.row))}
            disabledReason={reasonNotToUseToken(row.token) ?? reasonNotToOpenForm(row.row.profile)}
            disabled={rotationOfRow(row) !== undefined}
            onClick={onRotate}
          />
        </>
      )}
      <Button
        kind="danger"
        aria-label={t('tokensRevokeIn', row.label, distinctName(row.row))}
        disabledReason={reasonNotToAskProfile(row.row.profile)}
        onClick={onRevoke}
      >
        {t('tokensRevoke')}
      </Button>
    </span>
  );
}

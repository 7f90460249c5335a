import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../../lib/domain/failure.ts';
import { isExpired, serverTimeOf } from '../../../lib/domain/tokens/token.ts';
import { ageText } from '../../../lib/i18n/age-text.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { obstacleToProfile, obstacleToSend } from '../../../lib/state/obstacle.ts';
import { Button } from '../../ui/button.tsx';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useIsMounted } from '../../ui/use-is-mounted.ts';
import { Remedy } from '../connect/remedy.tsx';
import { groupByProfile } from '../shared/group-by-profile.ts';
import { joinParts } from '../shared/join-parts.ts';
import { permissionText } from '../shared/permission-text.ts';
import { distinctName } from '../shared/profile-rows.ts';
import { ResultsList } from '../shared/results-list.tsx';
import { unusedText } from './review.ts';
import { revokeIn } from './revoke-in.ts';
import { RotationMark } from './token-cells.tsx';
import type { TokenRow } from './token-rows.ts';

/** Revokes one or several tokens. Shows when each was last used, and afterwards a result for each. */
export function RevokeDialog({ rows, onClose }: { rows: TokenRow[]; onClose: () => void }) {
  // As it was when the dialog opened: the table behind it changes while they are revoked.
  const [toRevoke] = useState(rows);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(0);
  const [results, setResults] = useState<{ label: string; failure: Failure | null }[] | null>(null);
  const form = useRef<HTMLFormElement>(null);
  // The button that was pressed is gone.
  useEffect(() => {
    if (results) form.current?.querySelector<HTMLElement>('.actions button')?.focus();
  }, [results]);
  const isMounted = useIsMounted();
  const groups = groupByProfile(toRevoke);
  const single = toRevoke.length === 1 ? toRevoke[0]! : null;
  const revoke = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const revokeGroup = async (group: TokenRow[]) => {
      const outcomes = await revokeIn(group);
      setDone((before) => before + group.length);
      return outcomes;
    };
    const outcomes = (await Promise.all(groups.map(revokeGroup))).flat();
    setBusy(false);
    const failed = outcomes.find(({ failure }) => failure !== null);
    if (failed?.failure) return isMounted() ? setResults(outcomes) : announceFailure(failed.failure);
    announce(plural('tokensRevoked', outcomes.length));
    onClose();
  };
  return (
    <Dialog
      title={
        single ? t('tokensRevokeTitle', single.token.name) : plural('tokensRevokeManyTitle', toRevoke.length)
      }
      onClose={onClose}
      busy={busy}
    >
      <form class="dialog__form" ref={form} noValidate onSubmit={revoke}>
        <p>{consequence(toRevoke)}</p>
        <ResultsList results={(results ?? []).map((one) => ({ ...one, done: t('tokensRevokedOne') }))} />
        {!results && (
          <ul class="results">
            {toRevoke.map((row) => (
              <li key={row.id}>
                <b>
                  <ForeignText text={row.label} />
                </b>
                <RotationMark row={row} />
                <span class="soft">{aboutToken(row)}</span>
              </li>
            ))}
          </ul>
        )}
        <Actions>
          <Button onClick={onClose} disabled={busy}>
            {t(results ? 'formDone' : 'formCancel')}
          </Button>
          {!results && (
            <SubmitButton
              busy={busy}
              danger
              obstacle={single ? obstacleToProfile(single.row.profile) : obstacleToSend()}
              remedy={single && <Remedy connectionKey={single.row.profile.connectionKey} />}
              label={plural('tokensRevokeMany', toRevoke.length)}
              busyLabel={
                // Those of one profile are one request, which says nothing before its end.
                groups.length === 1
                  ? t('tokensRevoking')
                  : t('tokensRevokingOf', numberText(done), numberText(toRevoke.length))
              }
            />
          )}
        </Actions>
      </form>
    </Dialog>
  );
}

/** Returns what revoking means: nothing uses a token that has expired. */
function consequence(rows: TokenRow[]): string {
  if (rows.every(({ token, row }) => isExpired(token, serverTimeOf(row.tokens, now.value))))
    return plural('tokensRevokeExpired', rows.length);
  return t(rows.length === 1 ? 'tokensRevokeHint' : 'tokensRevokeManyHint');
}

function aboutToken({ token, row }: TokenRow): string {
  return joinParts([
    distinctName(row),
    permissionText(token.permission),
    token.lastAuthorizedAt
      ? t('tokensUsedAgo', ageText(token.lastAuthorizedAt, now.value))
      : unusedText(token),
  ]);
}

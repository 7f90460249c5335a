import { useState } from 'preact/hooks';
import type { Failure } from '../../../lib/domain/failure.ts';
import { ageText } from '../../../lib/i18n/age-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { now } from '../../../lib/state/app-state.ts';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { announce } from '../../ui/toast.tsx';
import { groupByProfile } from '../shared/group-by-profile.ts';
import { ResultsList } from '../shared/results-list.tsx';
import { permissionText } from './permission-text.ts';
import type { TokenRow } from './token-rows.ts';

/** Revokes one token or several, showing when each was last used, and one result each afterwards. */
export function RevokeDialog({ rows, onClose }: { rows: TokenRow[]; onClose: () => void }) {
  // As it was when asked: the list behind changes while they are revoked.
  const [asked] = useState(rows);
  const [busy, setBusy] = useState(false);
  const [results, setResults] = useState<{ label: string; failure: Failure | null }[] | null>(null);
  const single = asked.length === 1 ? asked[0]! : null;
  const revoke = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const outcomes = (await Promise.all(groupByProfile(asked).map(revokeIn))).flat();
    setBusy(false);
    if (outcomes.some(({ failure }) => failure !== null)) return setResults(outcomes);
    announce(plural('tokensRevoked', outcomes.length));
    onClose();
  };
  return (
    <Dialog
      title={
        single ? t('tokensRevokeTitle', single.token.name) : plural('tokensRevokeManyTitle', asked.length)
      }
      onClose={onClose}
      busy={busy}
    >
      <form class="dialog__form" noValidate onSubmit={revoke}>
        <p>{t('tokensRevokeHint')}</p>
        {results ? (
          <ResultsList results={results.map((one) => ({ ...one, done: t('tokensRevokedOne') }))} />
        ) : (
          <ul class="results">
            {asked.map((row) => (
              <li key={row.id}>
                <b>
                  <ForeignText text={row.token.name} />
                </b>
                <span class="soft">{aboutToken(row)}</span>
              </li>
            ))}
          </ul>
        )}
        <Actions>
          <button type="button" class="button" onClick={onClose} disabled={busy}>
            {t(results ? 'formClose' : 'formCancel')}
          </button>
          {!results && (
            <SubmitButton
              busy={busy}
              danger
              label={plural('tokensRevokeMany', asked.length)}
              busyLabel={t('tokensRevoking')}
            />
          )}
        </Actions>
      </form>
    </Dialog>
  );
}

function aboutToken({ token, row }: TokenRow): string {
  return [
    row.profile.name,
    permissionText(token.permission),
    token.lastAuthorizedAt
      ? t('tokensUsedAgo', ageText(token.lastAuthorizedAt, now.value))
      : t('tokensNeverUsed'),
  ].join(' · ');
}

async function revokeIn(rows: TokenRow[]): Promise<{ label: string; failure: Failure | null }[]> {
  const { connectionKey, profileKey, name: profileName } = rows[0]!.row.profile;
  const tokens = rows.map(({ token: { name, createdAt } }) => ({ name, createdAt }));
  const label = (name: string) => `${name} (${profileName})`;
  const result = await resultOf(() => send('revokeTokens', { connectionKey, profileKey, tokens }));
  if (!result.ok) return tokens.map(({ name }) => ({ label: label(name), failure: result.failure }));
  return result.value.map(({ token, failure }) => ({ label: label(token.name), failure }));
}

import { effect } from '@preact/signals';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure.ts';
import { t } from '../../lib/i18n/t.ts';
import { vaultLocked } from '../../lib/state/app-state.ts';
import { Button } from '../ui/button.tsx';
import { DiagnosticsLink } from '../ui/diagnostics-link.tsx';
import { failureText } from '../ui/failure-text.ts';
import { UNLOCK_ID } from '../ui/unlock-field.ts';
import { useClearOnPageHide } from '../ui/use-clear-on-page-hide.ts';
import { requestWhileLocked } from './action-request.ts';
import { FILTER_ID, focusFilter, focusTypingField } from './focus.ts';
import { loadLazyParts } from './load-lazy-parts.ts';
import { unlock } from './popup-actions.ts';
import { takeEarlyKeys } from './popup-keys.ts';

/** Returns true if nothing went wrong: the passphrase was refused. */
const isAnswered = ({ code }: Failure) => code === 'wrong-passphrase' || code === 'too-often';

/** The form was shown since the vault was locked. */
let wasShown = false;
effect(() => {
  if (!vaultLocked.value) wasShown = false;
});

/** Asks for the vault's passphrase. It is kept nowhere: the field clears itself when the popup closes. */
export function UnlockForm() {
  const [passphrase, setPassphrase] = useState(takeEarlyKeys);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  useLayoutEffect(() => {
    // A passphrase that is typed right away must not end up in the filter, readable. The form that is back since the
    // filter is empty again leaves the focus there.
    if (!(wasShown && document.activeElement?.id === FILTER_ID)) focusTypingField();
    wasShown = true;
  }, []);
  useClearOnPageHide(setPassphrase);

  async function submit(event: Event) {
    event.preventDefault();
    if (busy || passphrase === '') return;
    setBusy(true);
    // Unlocking ends it.
    const request = requestWhileLocked.value;
    const failure = await unlock(passphrase);
    setBusy(false);
    setFailure(failure);
    if (failure) return;
    setPassphrase('');
    // An update has removed the file while the page is open: what was requested is one press away.
    void loadLazyParts().then(({ afterUnlocking }) => afterUnlocking(request), focusFilter);
  }

  return (
    <form class="unlock" autocomplete="off" onSubmit={submit}>
      <label class="visually-hidden" for={UNLOCK_ID}>
        {t('popupPassphrase')}
      </label>
      <input
        id={UNLOCK_ID}
        class="unlock__field"
        type="password"
        autocomplete="off"
        placeholder={t('popupPassphrase')}
        value={passphrase}
        aria-invalid={failure ? true : undefined}
        aria-describedby={failure ? `${UNLOCK_ID}-error` : undefined}
        onInput={(event) => {
          setPassphrase(event.currentTarget.value);
          setFailure(null);
        }}
      />
      <Button type="submit" kind="primary" busy={busy}>
        {t('popupUnlock')}
      </Button>
      <p class="unlock__error" id={`${UNLOCK_ID}-error`} role="alert">
        {failure && failureText(failure)}
      </p>
      {failure && !isAnswered(failure) && <DiagnosticsLink />}
    </form>
  );
}

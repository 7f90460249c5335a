import { useState } from 'preact/hooks';
import { autoLockWithin, type Policy } from '../../../lib/domain/policy/policy.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { send } from '../../../lib/messages/client.ts';
import {
  lacksPassphrase,
  loaded,
  passphraseSet,
  policy,
  preferences,
  vaultLocked,
} from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useSubmit } from '../../ui/use-submit.ts';
import { savePreferences } from '../shared/save-preferences.ts';
import { Page, Section } from '../shell/page.tsx';
import { ForgottenPassphrase } from './forgotten-passphrase.tsx';
import { LockSettings } from './lock-settings.tsx';
import { PassphraseDialog, type PassphraseTask } from './passphrase-dialog.tsx';
import { PermissionsSection } from './permissions-section.tsx';

const AUTO_LOCK_MINUTES = [0, 1, 5, 15, 30, 60, 240];

/** Returns the times that the policy allows, and the one that applies, which may be none of the standard ones. */
function autoLockChoices(policy: Policy, applies: number): number[] {
  const allowed = AUTO_LOCK_MINUTES.filter((minutes) => autoLockWithin(policy, minutes) === minutes);
  return allowed.includes(applies) ? allowed : [...allowed, applies].sort((a, b) => a - b);
}

/** The passphrase that protects the tokens, the granted permissions, and how tokens are stored on this computer. */
export function SecurityPage() {
  const [task, setTask] = useState<PassphraseTask | null>(null);
  const locked = vaultLocked.value;
  const hasPassphrase = loaded.value === 'all' ? passphraseSet.value : null;
  const isLimited = policy.value.maxAutoLockMinutes !== null;
  const autoLock = autoLockWithin(policy.value, preferences.value.autoLockMinutes);
  const lock = useSubmit(() => send('lock'));

  const lockNow = async () => {
    // Locking removes this button. Without a focused element, the passphrase's field takes the focus.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const result = await lock.run(undefined);
    // A page that hides everything says so itself.
    if (result?.ok && !preferences.value.hideWhileLocked) announce(t('securityLockedNow'));
    else if (result && !result.ok) announceFailure(result.failure);
  };
  return (
    <Page title={t('navSecurity')} soft={t('securitySoft')}>
      <div class="card stack" aria-busy={hasPassphrase === null || undefined}>
        <div>
          <h2>{t('securityPassphrase')}</h2>
          <p>
            {hasPassphrase === null
              ? t('optionsLoading')
              : t(
                  hasPassphrase
                    ? locked
                      ? 'securityStateLocked'
                      : 'securityStateUnlocked'
                    : lacksPassphrase.value
                      ? 'policyPassphrase'
                      : 'securityStateNone',
                )}
          </p>
        </div>
        <div class="row">
          {hasPassphrase === false && (
            <Button kind="primary" icon="lock" onClick={() => setTask('set')}>
              {t('securitySetDots')}
            </Button>
          )}
          {hasPassphrase && (
            <>
              {!locked && (
                <Button kind="primary" icon="lock" busy={lock.busy} onClick={lockNow}>
                  {t('securityLockNow')}
                </Button>
              )}
              <Button disabled={locked} onClick={() => setTask('change')}>
                {t('securityChangeDots')}
              </Button>
              {locked && <ForgottenPassphrase />}
              <Button
                kind="danger"
                disabled={locked || policy.value.requirePassphrase}
                title={policy.value.requirePassphrase ? t('failure_policy_requirePassphrase') : undefined}
                onClick={() => setTask('remove')}
              >
                {t('securityRemoveDots')}
              </Button>
            </>
          )}
        </div>
        {hasPassphrase && (
          <div class="settings-fields">
            <SelectField
              label={t('securityAutoLock')}
              hint={`${isLimited ? `${t('policySetBy')} ` : ''}${t('securityAutoLockHint')}`}
              value={String(autoLock)}
              choices={autoLockChoices(policy.value, autoLock).map((minutes) => ({
                value: String(minutes),
                label: minutes === 0 ? t('securityAutoLockNever') : plural('settingsMinutes', minutes),
              }))}
              disabled={locked}
              onChange={(value) => savePreferences({ autoLockMinutes: Number(value) })}
            />
          </div>
        )}
        {hasPassphrase && <LockSettings locked={locked} autoLock={autoLock} />}
      </div>
      <PermissionsSection />
      <Section title={t('securityHow')}>
        <ul class="plain-list">
          <li>{t('securityHowEncrypted')}</li>
          <li>{t('securityHowWithout')}</li>
          <li>{t('securityHowWith')}</li>
          <li>{t('securityHowForgotten')}</li>
          <li>{t('securityHowPages')}</li>
          <li>{t('securityHowPassword')}</li>
        </ul>
      </Section>
      {task && <PassphraseDialog task={task} onClose={() => setTask(null)} />}
    </Page>
  );
}

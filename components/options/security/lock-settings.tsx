import { useState } from 'preact/hooks';
import { lockWithComputerHint } from '../../../lib/i18n/browser-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { CheckField } from '../../ui/choices.tsx';
import { FieldError } from '../../ui/field.tsx';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import { useOptionalPermission } from '../shared/permissions.ts';
import { savePreferences } from '../shared/save-preferences.ts';

/**
 * Whether the vault locks with the computer, and whether everything is hidden while it is locked. `autoLock`: minutes;
 * 0: off.
 */
export function LockSettings({ locked, autoLock }: { locked: boolean; autoLock: number }) {
  const idle = useOptionalPermission('idle');
  const [refused, setRefused] = useState(false);
  const { lockWithComputer, hideWhileLocked } = preferences.value;
  const withdrawn = lockWithComputer && idle.granted === false;
  const setLockWithComputer = async (on: boolean) => {
    setRefused(false);
    // Requested before any other await: the browser asks only during the click itself.
    const granted = !on || (await idle.request());
    setRefused(!granted);
    if (granted) await savePreferences({ lockWithComputer: on });
  };
  return (
    <div class="stack">
      <CheckField
        label={t('securityWithComputer')}
        hint={lockWithComputerHint(autoLock)}
        checked={lockWithComputer}
        disabled={locked}
        onChange={setLockWithComputer}
      />
      <FieldError
        error={
          withdrawn ? t('securityWithComputerWithdrawn') : refused ? t('securityWithComputerRefused') : null
        }
      />
      {withdrawn && (
        <div class="row">
          <VanishingButton onClick={async () => setRefused(!(await idle.request()))}>
            {t('settingsClipboardAllow')}
          </VanishingButton>
        </div>
      )}
      <CheckField
        label={t('securityHide')}
        hint={t('securityHideHint')}
        checked={hideWhileLocked}
        disabled={locked}
        onChange={(on) => savePreferences({ hideWhileLocked: on })}
      />
    </div>
  );
}

import { useState } from 'preact/hooks';
import type { PreferenceChange } from '../../../lib/domain/settings/preference-change.ts';
import { t } from '../../../lib/i18n/t.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/choices.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useSend } from '../../ui/use-send.ts';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import { useOptionalPermission } from '../shared/permissions.ts';
import { savePreferences } from '../shared/save-preferences.ts';
import { Page, Section } from '../shell/page.tsx';
import { ProfileAlerts } from './profile-alerts.tsx';
import { QuietTimes } from './quiet-times.tsx';
import { ThresholdsField } from './thresholds-field.tsx';
import '../settings/settings.css';
import './alerts.css';

/** From 22:00 to 7:00, in minutes after midnight. */
const DEFAULT_QUIET_HOURS = { from: 22 * 60, to: 7 * 60 };

function save(change: PreferenceChange['alerts']): Promise<boolean> {
  return savePreferences({ alerts: change });
}

/** What to be notified about, when, and for which profiles. Every change is saved at once. */
export function AlertsPage() {
  return (
    <Page title={t('navAlerts')} soft={t('alertsSoft')}>
      <EnableSwitch />
      <WhenSection />
      <QuietSection />
      <ProfileAlerts />
    </Page>
  );
}

function EnableSwitch() {
  const permission = useOptionalPermission('notifications');
  const [refused, setRefused] = useState(false);
  /** Shown as checked while the browser asks; if the person refuses, it is unchecked again. */
  const [enabling, setEnabling] = useState(false);
  const test = useSend('showTestNotification');
  const { enabled } = preferences.value.alerts;
  const isWithdrawn = enabled && permission.granted === false;
  const setEnabled = async (on: boolean) => {
    setRefused(false);
    setEnabling(on);
    // Requested before any other await: the browser asks only during the click itself.
    const allowed = !on || (await permission.request());
    if (allowed) await save({ enabled: on });
    else setRefused(true);
    setEnabling(false);
  };
  return (
    <section class="section alerts-switch" aria-label={t('navAlerts')}>
      <CheckField
        label={<b>{t('alertsOn')}</b>}
        hint={t('alertsOnHint')}
        checked={enabled || enabling}
        onChange={setEnabled}
      />
      <div role="status">
        {refused && !isWithdrawn && <p class="banner banner--error">{t('alertsRefused')}</p>}
        {isWithdrawn && (
          <p class="banner banner--error">
            <span>{t(refused ? 'alertsRefused' : 'alertsWithdrawn')}</span>
            <VanishingButton onClick={async () => setRefused(!(await permission.request()))}>
              {t('alertsAllow')}
            </VanishingButton>
          </p>
        )}
      </div>
      {enabled && permission.granted && (
        <Button
          busy={test.busy}
          onClick={async () => {
            const result = await test.run(undefined);
            if (!result) return;
            if (result.ok) announce(t('alertsTestSent'));
            else announceFailure(result.failure);
          }}
        >
          {t('alertsTest')}
        </Button>
      )}
    </section>
  );
}

function WhenSection() {
  const { thresholds, forecast, reopened, tokenExpiry } = preferences.value.alerts;
  return (
    <Section title={t('alertsWhen')} soft={t('alertsWhenSoft')}>
      <div class="stack">
        <div class="settings-fields">
          <ThresholdsField thresholds={thresholds} onChange={(value) => save({ thresholds: value })} />
        </div>
        <CheckField
          label={t('alertsForecast')}
          hint={t('alertsForecastHint')}
          checked={forecast}
          onChange={(value) => save({ forecast: value })}
        />
        <CheckField
          label={t('alertsReopened')}
          hint={t('alertsReopenedHint')}
          checked={reopened}
          onChange={(value) => save({ reopened: value })}
        />
        <CheckField
          label={t('alertsTokens')}
          hint={t('alertsTokensHint')}
          checked={tokenExpiry}
          onChange={(value) => save({ tokenExpiry: value })}
        />
      </div>
    </Section>
  );
}

export function QuietSection() {
  const { quiet } = preferences.value.alerts;
  const on = quiet.from !== quiet.to;
  // Turned off, they are stored without times; turned on again in this tab, they have those they had.
  const [times, keepTimes] = useDraft('quiet hours', DEFAULT_QUIET_HOURS);
  return (
    <Section title={t('alertsQuiet')} soft={t('alertsQuietSoft')}>
      <div class="stack">
        <CheckField
          label={t('alertsQuietOn')}
          checked={on}
          onChange={(value) => {
            if (!value) keepTimes(quiet);
            void save({ quiet: value ? times : { from: 0, to: 0 } });
          }}
        />
        {on && <QuietTimes quiet={quiet} onChange={(times) => save({ quiet: times })} />}
      </div>
    </Section>
  );
}

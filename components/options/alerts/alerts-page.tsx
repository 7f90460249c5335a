import { useState } from 'preact/hooks';
import type { Preferences } from '../../../lib/domain/settings/settings.ts';
import { parseTime, timeText } from '../../../lib/domain/usage/thresholds.ts';
import { t } from '../../../lib/i18n/t.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/choices.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Field } from '../../ui/field.tsx';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { savePreferences } from '../settings/save-preferences.ts';
import { useOptionalPermission } from '../shared/permissions.ts';
import { Page, Section } from '../shell/page.tsx';
import { ProfileAlerts } from './profile-alerts.tsx';
import { ThresholdsField } from './thresholds-field.tsx';
import '../settings/settings.css';
import './alerts.css';

type Alerts = Preferences['alerts'];

/** From ten in the evening to seven, until somebody says otherwise. */
const DEFAULT_QUIET_HOURS = { from: 22 * 60, to: 7 * 60 };

function save(change: Partial<Alerts>): Promise<void> {
  return savePreferences({ alerts: { ...preferences.value.alerts, ...change } });
}

/** What to be notified of, when, and about which profiles. Every change is kept at once. */
export function AlertsPage() {
  return (
    <Page title={t('navAlerts')} soft={t('alertsSoft')}>
      <Switch />
      <WhenSection />
      <QuietSection />
      <ProfileAlerts />
    </Page>
  );
}

function Switch() {
  const permission = useOptionalPermission('notifications');
  const [refused, setRefused] = useState(false);
  /** As clicked, while the browser asks: a refused box then goes back by itself. */
  const [turning, setTurning] = useState(false);
  const trial = useSend('showTestNotification');
  const { enabled } = preferences.value.alerts;
  const turn = async (on: boolean) => {
    setRefused(false);
    setTurning(on);
    // Asked first thing in the click: later the browser would not ask any more.
    const may = !on || (await permission.request());
    if (may) await save({ enabled: on });
    else setRefused(true);
    setTurning(false);
  };
  return (
    <section class="section alerts-switch" aria-label={t('navAlerts')}>
      <CheckField
        label={<b>{t('alertsOn')}</b>}
        hint={t('alertsOnHint')}
        checked={enabled || turning}
        onChange={turn}
      />
      <div role="status">
        {refused && <p class="banner banner--error">{t('alertsRefused')}</p>}
        {enabled && permission.granted === false && (
          <p class="banner banner--error">
            <span>{t('alertsWithdrawn')}</span>
            <Button onClick={() => void permission.request()}>{t('alertsAllow')}</Button>
          </p>
        )}
      </div>
      {enabled && permission.granted && (
        <Button
          disabled={trial.busy}
          onClick={async () => {
            const result = await trial.run(undefined);
            if (!result) return;
            if (result.ok) announce(t('alertsTestSent'));
            else announce(failureText(result.failure), 'error');
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

function QuietSection() {
  const { quiet } = preferences.value.alerts;
  const on = quiet.from !== quiet.to;
  return (
    <Section title={t('alertsQuiet')} soft={t('alertsQuietSoft')}>
      <div class="stack">
        <CheckField
          label={t('alertsQuietOn')}
          checked={on}
          onChange={(value) => save({ quiet: value ? DEFAULT_QUIET_HOURS : { from: 0, to: 0 } })}
        />
        {on && (
          <div class="settings-fields alerts-quiet">
            <TimeField
              label={t('alertsQuietFrom')}
              minutes={quiet.from}
              onChange={(from) => save({ quiet: { ...quiet, from } })}
            />
            <TimeField
              label={t('alertsQuietTo')}
              minutes={quiet.to}
              onChange={(to) => save({ quiet: { ...quiet, to } })}
            />
          </div>
        )}
      </div>
    </Section>
  );
}

/** A time of the day, by the clock of this computer. */
function TimeField({
  label,
  minutes,
  onChange,
}: {
  label: string;
  minutes: number;
  onChange: (minutes: number) => void;
}) {
  return (
    <Field label={label}>
      {(control) => (
        <input
          class="input input--number"
          {...control}
          type="time"
          value={timeText(minutes)}
          onChange={(event) => {
            const typed = parseTime(event.currentTarget.value);
            if (typed !== null && typed !== minutes) onChange(typed);
          }}
        />
      )}
    </Field>
  );
}

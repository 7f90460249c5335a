import { own } from '../../../lib/domain/own.ts';
import { PROPOSAL_LEVELS, type ProposalLevel } from '../../../lib/domain/settings/profile-preferences.ts';
import { proposalRuleText } from '../../../lib/i18n/cost-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { SelectField } from '../../ui/field.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { saveProfilePreferences } from '../shared/save-preferences.ts';
import { Section } from '../shell/page.tsx';
import { pageHref } from '../shell/router.ts';

/** The setting of the rule that proposes the next raise; off by default. It never buys anything. */
export function RuleSection({ profileRow, service }: { profileRow: ProfileRow; service: string }) {
  const stored = profileRow.preferences?.proposals ?? {};
  const rule = own(stored, service);
  const setRule = (value: string) => {
    const { [service]: _, ...others } = stored;
    const proposals = value === 'off' ? others : { ...others, [service]: value as ProposalLevel };
    return saveProfilePreferences(profileRow.profile.profileKey, { proposals });
  };
  return (
    <Section title={t('raiseRule')} soft={t('raiseRuleSoft')}>
      <div class="raise__rule">
        <SelectField
          label={t('raiseRuleLabel')}
          value={rule ?? 'off'}
          choices={[
            { value: 'off', label: proposalRuleText(undefined) },
            ...PROPOSAL_LEVELS.map((value) => ({ value, label: proposalRuleText(value) })),
          ]}
          onChange={(value) => void setRule(value)}
        />
        {rule && !preferences.value.alerts.enabled && (
          <p class="note note--warning">
            {t('raiseRuleAlertsOff')}{' '}
            <a class="link" href={pageHref('alerts')}>
              {t('navAlerts')}
            </a>
          </p>
        )}
      </div>
    </Section>
  );
}

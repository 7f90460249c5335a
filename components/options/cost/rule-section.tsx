import { PROPOSAL_LEVELS, type ProposalLevel } from '../../../lib/domain/settings/profile-preferences.ts';
import { proposalRuleText } from '../../../lib/i18n/cost-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { preferences } from '../../../lib/state/app-state.ts';
import { SelectField } from '../../ui/field.tsx';
import { announceFailure } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { Section } from '../shell/page.tsx';
import { pageHref } from '../shell/router.ts';

/** The setting of the rule that proposes the next raise; off by default. It never buys anything. */
export function RuleSection({ profileRow, service }: { profileRow: ProfileRow; service: string }) {
  const save = useSend('setProfilePreferences');
  const stored = profileRow.preferences?.proposals ?? {};
  const rule = stored[service];
  const setRule = async (value: string) => {
    const { [service]: _, ...others } = stored;
    const proposals = value === 'off' ? others : { ...others, [service]: value as ProposalLevel };
    const result = await save.run({ profileKey: profileRow.profile.profileKey, change: { proposals } });
    if (result && !result.ok) announceFailure(result.failure);
  };
  return (
    <Section title={t('raiseRule')} soft={t('raiseRuleSoft')}>
      <div class="raise__rule">
        <SelectField
          label={t('raiseRuleLabel')}
          value={rule ?? 'off'}
          disabled={save.busy}
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

import {
  type AllowedHost,
  NO_POLICY,
  POLICY_KEYS,
  type Policy,
  type PolicyKey,
} from '../../../lib/domain/policy/policy.ts';
import { regionOf } from '../../../lib/domain/regions/region.ts';
import { regionText } from '../../../lib/i18n/profile-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { policyState } from '../../../lib/state/app-state.ts';
import { Section } from '../shell/page.tsx';

/** What the organization's policy decides, or what is wrong with it; nothing without a policy. */
export function PolicySection() {
  const { status, policy, problems } = policyState.value;
  if (status === 'none') return null;
  if (status === 'invalid') {
    return (
      <Section title={t('policyInvalid')} soft={t('policyInvalidSoft')}>
        <ul class="plain-list">
          {problems.map(({ key, rule }) => (
            <li key={`${rule} ${key}`}>{t(`policyProblem_${rule}`, key)}</li>
          ))}
        </ul>
      </Section>
    );
  }
  const decided = POLICY_KEYS.filter((key) => policy[key] !== NO_POLICY[key]);
  return (
    <Section title={t('policyTitle')} soft={decided.length > 0 ? t('policySoft') : undefined}>
      {decided.length === 0 ? (
        <p class="soft">{t('policyNothing')}</p>
      ) : (
        <dl class="facts">
          {decided.map((key) => (
            <div key={key}>
              <dt>{t(`policy_${key}`)}</dt>
              <dd>{valueText(policy, key)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}

function valueText(policy: Policy, key: PolicyKey): string {
  switch (key) {
    case 'api':
      return policy.api ? hostText({ origin: policy.api }) : '';
    case 'allowedHosts':
      return (policy.allowedHosts ?? []).map(hostText).join(', ');
    case 'requirePassphrase':
      return t('policyRequired');
    case 'maxAutoLockMinutes':
      return plural('settingsMinutes', policy.maxAutoLockMinutes ?? 0);
    default:
      return t('policyNotAllowed');
  }
}

function hostText(allowed: AllowedHost): string {
  if ('subdomains' in allowed) return `*.${allowed.subdomains}`;
  return regionText({ region: regionOf(allowed.origin), origin: allowed.origin });
}

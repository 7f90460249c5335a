import { AUDIT_LOG_DAYS } from '../../lib/domain/audit-log.ts';
import { type Failure, isGateway, type RuleKey } from '../../lib/domain/failure.ts';
import { MIN_PASSPHRASE_LENGTH } from '../../lib/domain/passphrase-length.ts';
import { MAX_NAME_LENGTH } from '../../lib/domain/profiles/platform-name.ts';
import { failureKey, policyFailureKey } from '../../lib/i18n/failure-key.ts';
import { plural, t } from '../../lib/i18n/t.ts';
import { isKnownOffline } from '../../lib/network.ts';

/** Where a failure is shown; it makes some sentences more exact. */
interface FailureContext {
  /** The host the person named; shown when it does not answer. */
  host?: string;
  /** The form had only a password, no email. */
  passwordAlone?: boolean;
}

/** Returns one sentence in the person's language for a {@link Failure}. It never contains a secret. */
export function failureText(failure: Failure, context: FailureContext = {}): string {
  switch (failure.code) {
    case 'offline':
      if (context.host) return t('failure_offline_host', context.host);
      return t(isKnownOffline() ? 'failure_offline' : 'failure_offline_while_online');
    case 'malformed':
      if (context.host) return t('failure_malformed_host', context.host);
      return ruleText(failure) ?? t('failure_malformed');
    case 'server':
      return isGateway(failure.status) ? t('failure_server_gateway', failure.status) : t('failure_server');
    case 'rate-limited':
      return failure.retryAfterMs
        ? plural('failure_rate_limited_seconds', Math.ceil(failure.retryAfterMs / 1000))
        : t('failure_rate_limited');
    case 'too-often':
      return failure.retryAfterMs
        ? plural('failure_too_often_seconds', Math.ceil(failure.retryAfterMs / 1000))
        : t('failure_too_often');
    case 'foreign-destination':
    case 'plain-destination':
    case 'unclear-destination':
      return t(failureKey(failure.code), failure.detail ?? '');
    case 'refused':
      return failure.detail ? t('failure_refused_detail', failure.detail) : t('failure_refused');
    case 'token-not-profile':
      return failure.tokenKind
        ? t(`failure_token_not_profile_${failure.tokenKind}`)
        : t('failure_token_not_profile');
    case 'policy':
      return t(policyFailureKey(failure.detail));
    case 'wrong-password':
      return t(context.passwordAlone ? 'failure_wrong_password_alone' : 'failure_wrong_password');
    case 'outcome-unknown':
      // Only then was the state read again.
      if (failure.detail === 'not-seen') return t('failure_outcome_unknown');
      return ruleText(failure) ?? t('failure_outcome_unknown_unread');
    case 'invalid-input':
    case 'not-allowed':
    case 'plan-limit':
      return ruleText(failure) ?? platformText(failure) ?? t(failureKey(failure.code));
    default:
      return t(failureKey(failure.code));
  }
}

/** The numbers in the texts of rules. */
const RULE_NUMBERS: { readonly [Rule in RuleKey]?: number } = {
  failure_passphrase_too_short: MIN_PASSPHRASE_LENGTH,
  ruleAuditLogRange: AUDIT_LOG_DAYS,
  ruleName: MAX_NAME_LENGTH,
};

/** Returns the text of the rule that a failure names; null if it names none. */
function ruleText({ detail, status }: Failure): string | null {
  // What the platform says comes with the response's status.
  if (!detail || status) return null;
  const text = t(detail as RuleKey, RULE_NUMBERS[detail as RuleKey] ?? '');
  // Without a text it is no rule, or one that another version of the extension stored.
  return text === detail ? null : text;
}

/** Returns the platform's own words; null if there are none. */
function platformText({ detail = '' }: Failure): string | null {
  return /\W/.test(detail) ? t('failure_refused_detail', detail) : null;
}

import type { FailureCode } from '../domain/failure.ts';
import type { MessageKey } from './t.ts';

/** Returns the key of the sentence for a failure; every code has one. */
export function failureKey(code: FailureCode): MessageKey {
  return `failure_${code.replaceAll('-', '_')}` as MessageKey;
}

/** Returns the key of the sentence for what an organization's policy refuses; `detail`: the policy's setting. */
export function policyFailureKey(detail: string | undefined): MessageKey {
  return detail ? (`failure_policy_${detail}` as MessageKey) : 'failure_policy';
}

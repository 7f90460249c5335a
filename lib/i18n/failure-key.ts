import type { FailureCode } from '../domain/failure.ts';
import type { MessageKey } from './t.ts';

/** Returns the key of the sentence for a failure; every code has one. */
export function failureKey(code: FailureCode): MessageKey {
  return `failure_${code.replaceAll('-', '_')}` as MessageKey;
}

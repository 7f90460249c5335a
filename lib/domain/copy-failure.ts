import type { Failure, RuleKey } from './failure.ts';

/** Returns the failure of a copy that the background was asked for; an unknown outcome has the text for copies. */
export function copyFailure(failure: Failure): Failure {
  return failure.code === 'outcome-unknown'
    ? { ...failure, detail: 'ruleCopyUnknown' satisfies RuleKey }
    : failure;
}

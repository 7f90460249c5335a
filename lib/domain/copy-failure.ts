import type { Failure, RuleKey } from './failure.ts';

/** Returns the failure of a copy that the background was asked for; an unknown outcome has the text for copies. */
export function copyFailure(failure: Failure): Failure {
  return failure.code === 'outcome-unknown'
    ? { ...failure, detail: 'ruleCopyUnknown' satisfies RuleKey }
    : failure;
}

/** Returns true if the token to copy may be gone: the list lacks it, or rows of that can't be read. */
export function mayBeGone({ code }: Failure): boolean {
  return code === 'token-gone' || code === 'malformed';
}

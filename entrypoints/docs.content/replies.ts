import type { Failure, FailureCode, Result } from '../../lib/domain/failure.ts';
import { copyNotes } from '../../lib/i18n/copied-text.ts';
import { failureKey, policyFailureKey } from '../../lib/i18n/failure-key.ts';
import { permissionInSentence } from '../../lib/i18n/permission-text.ts';
import { type MessageKey, t } from '../../lib/i18n/t.ts';
import type { CopiedSample } from '../../lib/messages/protocol/docs.ts';

/** A message after an action. `action`: what the person can do next. */
export interface Reply {
  tone: 'done' | 'error' | 'busy';
  text: string;
  notes: string[];
  action?: 'open' | 'tokens' | 'window' | undefined;
}

/** Returns what was copied, what was changed in it, and what is left to do; or why nothing was copied. */
export function replyFor(result: Result<CopiedSample>): Reply {
  if (result.ok) return replyForCopy(result.value);
  const reply = replyForFailure(result.failure);
  // The clipboard may have it.
  return result.failure.code === 'outcome-unknown' ? { ...reply, text: t('ruleCopyUnknown') } : reply;
}

function replyForCopy(copied: CopiedSample): Reply {
  const { tokenName, permission } = copied;
  const text = t('docsCopied', tokenName, permissionInSentence(permission));
  return { tone: 'done', text, notes: copyNotes(copied) };
}

/** Returns that the page hides or covers the button. */
export function replyForHidden(): Reply {
  return { tone: 'error', text: t('docsCovered'), notes: [], action: 'window' };
}

/** Returns why nothing was copied, and what to do about it. */
export function replyForFailure(failure: Failure): Reply {
  return { tone: 'error', text: failureSentence(failure), notes: [], action: ACTIONS[failure.code] };
}

const ACTIONS: Partial<Record<FailureCode, 'open' | 'tokens'>> = {
  'no-token': 'tokens',
  'read-only-token': 'tokens',
  'token-ambiguous': 'tokens',
  'token-gone': 'tokens',
  locked: 'open',
  'not-connected': 'open',
  'no-profile': 'open',
  'needs-sign-in': 'open',
  denied: 'open',
  'host-permission': 'open',
};

/** Failures that have a more specific text here. */
const SENTENCES: Partial<Record<FailureCode, MessageKey>> = {
  'invalid-input': 'docsSampleChanged',
  'read-only-token': 'docsReadOnly',
  'outcome-unknown': 'failure_outcome_unknown_unread',
};

function failureSentence({ code, detail }: Failure): string {
  if (code === 'policy') return t(policyFailureKey(detail));
  if (code === 'invalid-input' && detail) return t(detail as MessageKey);
  return t(SENTENCES[code] ?? failureKey(code), detail ?? '');
}

import { type Failure, type FailureCode, lacksPassphrase, type Result } from '../../lib/domain/failure.ts';
import { copyNotes } from '../../lib/i18n/copied-text.ts';
import { failureKey, policyFailureKey } from '../../lib/i18n/failure-key.ts';
import { permissionInSentence } from '../../lib/i18n/permission-text.ts';
import { type MessageKey, t } from '../../lib/i18n/t.ts';
import type { CopiedSample } from '../../lib/messages/protocol/docs.ts';
import { request } from './requests.ts';

/** A button that opens a window or page of the extension, which copies nothing by itself. */
export interface Opener {
  label: MessageKey;
  open(): Promise<Result<unknown>>;
}

/** A message after an action. `next`: what the person can do next. */
export interface Reply {
  tone: 'done' | 'error' | 'busy';
  text: string;
  notes: string[];
  next?: Opener | undefined;
}

export const OPEN_PROFILES: Opener = { label: 'docsOpenProfiles', open: () => request('openSwitcher') };
export const SET_PASSPHRASE: Opener = { label: 'securitySetDots', open: () => request('openSecurity') };
export const OPEN_TOKENS: Opener = { label: 'docsOpenTokens', open: () => request('openTokens') };

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

/** Returns that the page hides or covers the button, and what opens what the person wanted. */
export function replyForHidden(next: Opener): Reply {
  return { tone: 'error', text: t('docsCovered'), notes: [], next };
}

/** Returns why nothing was copied, and what to do about it. */
export function replyForFailure(failure: Failure): Reply {
  const next = lacksPassphrase(failure) ? SET_PASSPHRASE : NEXT[failure.code];
  return { tone: 'error', text: failureSentence(failure), notes: [], next };
}

const NEXT: Partial<Record<FailureCode, Opener>> = {
  'no-token': OPEN_TOKENS,
  'read-only-token': OPEN_TOKENS,
  'needs-full-token': OPEN_TOKENS,
  'token-ambiguous': OPEN_TOKENS,
  'token-gone': OPEN_TOKENS,
  locked: OPEN_PROFILES,
  'not-connected': OPEN_PROFILES,
  'no-profile': OPEN_PROFILES,
  'needs-sign-in': OPEN_PROFILES,
  denied: OPEN_PROFILES,
  'host-permission': OPEN_PROFILES,
};

/** Failures that have a more specific text here. */
const SENTENCES: Partial<Record<FailureCode, MessageKey>> = {
  'invalid-input': 'docsSampleChanged',
  'read-only-token': 'docsReadOnly',
  'outcome-unknown': 'failure_outcome_unknown_unread',
};

function failureSentence(failure: Failure): string {
  if (lacksPassphrase(failure)) return t('policyPassphrase');
  const { code, detail } = failure;
  if (code === 'policy') return t(policyFailureKey(detail));
  if (code === 'invalid-input' && detail) return t(detail as MessageKey);
  return t(SENTENCES[code] ?? failureKey(code), detail ?? '');
}

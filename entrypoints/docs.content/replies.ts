import type { Failure } from '../../lib/domain/failure.ts';
import { copyNotes } from '../../lib/i18n/copied-text.ts';
import { failureKey } from '../../lib/i18n/failure-key.ts';
import { permissionInSentence } from '../../lib/i18n/permission-text.ts';
import { t } from '../../lib/i18n/t.ts';
import type { CopiedSample } from '../../lib/messages/protocol/docs.ts';

/** A message after an action. `action`: what the person can do next. */
export interface Reply {
  tone: 'done' | 'error';
  text: string;
  notes: string[];
  action?: 'open' | 'tokens' | 'window';
}

/** Returns what was copied, what was changed in it, and what is left to do. */
export function replyForCopy(copied: CopiedSample): Reply {
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
  const reply = { tone: 'error', text: failureSentence(failure), notes: [] } as const;
  switch (failure.code) {
    case 'no-token':
    case 'read-only-token':
    case 'token-ambiguous':
    case 'token-gone':
      return { ...reply, notes: [], action: 'tokens' };
    case 'locked':
    case 'not-connected':
    case 'needs-sign-in':
    case 'denied':
    case 'host-permission':
      return { ...reply, notes: [], action: 'open' };
    default:
      return { ...reply, notes: [] };
  }
}

/** Returns a failure's text, which is more specific here for some. */
function failureSentence(failure: Failure): string {
  switch (failure.code) {
    case 'not-found':
      // A field: it's the button's profile that isn't the active one.
      return t(failure.field ? 'docsProfileChanged' : 'failure_not_found');
    case 'invalid-input':
      return t('docsSampleChanged');
    case 'read-only-token':
      return t('docsReadOnly');
    case 'outcome-unknown':
      return t('ruleCopyUnknown');
    default:
      return t(failureKey(failure.code), ...(failure.detail ? [failure.detail] : []));
  }
}

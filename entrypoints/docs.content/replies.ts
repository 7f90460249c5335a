import type { Failure } from '../../lib/domain/failure.ts';
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

/** Returns a name in the possessive form, for use in a sentence: `Acme Farms'`; in other languages the name alone. */
export function possessive(name: string): string {
  return t(/s$/i.test(name) ? 'docsOwnerS' : 'docsOwner', name);
}

/** Returns what was copied, what was changed in it, and what is left to do. */
export function replyForCopy(copied: CopiedSample): Reply {
  const { tokenName, permission, profileName } = copied;
  const owner = possessive(profileName);
  const notes: string[] = [];
  if (copied.hostChanged) notes.push(t('docsHostChanged', owner));
  if (copied.idFilled) notes.push(t('docsIdFilled', owner));
  if (copied.pathCorrected) notes.push(t('docsPathCorrected'));
  if (copied.blanks.length > 0) {
    notes.push(t('docsBlanksLeft', copied.blanks.map((blank) => `:${blank}`).join(', ')));
  }
  if (copied.regionUnset) notes.push(t('docsRegionUnset', profileName));
  return { tone: 'done', text: t('docsCopied', tokenName, permissionInSentence(permission)), notes };
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
      return t('docsProfileChanged');
    case 'invalid-input':
      return t('docsSampleChanged');
    case 'read-only-token':
      return t('docsReadOnly');
    default:
      return t(failureKey(failure.code), ...(failure.detail ? [failure.detail] : []));
  }
}

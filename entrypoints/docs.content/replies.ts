import type { Failure } from '../../lib/domain/failure.ts';
import { failureKey } from '../../lib/i18n/failure-key.ts';
import { permissionInSentence } from '../../lib/i18n/permission-text.ts';
import { t } from '../../lib/i18n/t.ts';
import type { CopiedSample } from '../../lib/messages/protocol/docs.ts';

/** What is shown of something that was done. `action`: what the person can do about it. */
export interface Reply {
  tone: 'done' | 'error';
  text: string;
  notes: string[];
  action?: 'open' | 'tokens' | 'window';
}

/** Returns whose it is, in a sentence: `Acme Farms'`; in other languages the name alone. */
export function possessive(name: string): string {
  return t(/s$/i.test(name) ? 'docsOwnerS' : 'docsOwner', name);
}

/** What was copied, and what else was changed in it or is left to do. */
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

/** The page hides the button, or has put something over it. */
export function replyForHidden(): Reply {
  return { tone: 'error', text: t('docsCovered'), notes: [], action: 'window' };
}

/** Returns why nothing was copied. */
export function replyForFailure(failure: Failure): Reply {
  const reply = { tone: 'error', text: sentence(failure), notes: [] } as const;
  switch (failure.code) {
    case 'no-token':
    case 'read-only-token':
    case 'token-ambiguous':
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

/** Some failures mean something more exact here. */
function sentence(failure: Failure): string {
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

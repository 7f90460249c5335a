import { browser } from '../../lib/browser.ts';
import type { Failure, Result } from '../../lib/domain/failure.ts';
import { permissionInSentence } from '../../lib/i18n/permission-text.ts';
import { type MessageKey, t } from '../../lib/i18n/t.ts';
import type { CopiedSample } from '../../lib/messages/protocol/docs.ts';

/** What is said of something that was done. `action`: what the person can do about it. */
export interface Reply {
  tone: 'done' | 'trouble';
  text: string;
  notes: string[];
  action?: 'open' | 'tokens';
}

let orphaned = () => {};

/** Calls back when the extension was updated or removed: this instance cannot do anything any more. */
export function onOrphaned(listener: () => void): void {
  orphaned = listener;
}

/** A message whose line breaks is a failure like any other. */
export async function safeSend<T>(answer: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return (await answer) ?? { ok: false, failure: { code: 'internal' } };
  } catch {
    if (!browser.runtime?.id) orphaned();
    return { ok: false, failure: { code: 'internal' } };
  }
}

/** Whose it is, in a sentence: `Acme Farms'`; in other languages the name alone. */
export function possessive(name: string): string {
  return t(/s$/i.test(name) ? 'docsOwnerS' : 'docsOwner', name);
}

/** What was copied, and what else was changed in it. */
export function replyForCopy(copied: CopiedSample): Reply {
  const { tokenName, permission, profileName, hostChanged, idFilled, regionUnset } = copied;
  const notes: string[] = [];
  if (hostChanged) notes.push(t('docsHostChanged', possessive(profileName)));
  if (idFilled) notes.push(t('docsIdFilled', possessive(profileName)));
  if (regionUnset) notes.push(t('docsRegionUnset', profileName));
  return { tone: 'done', text: t('docsCopied', tokenName, permissionInSentence(permission)), notes };
}

/** Why nothing was copied. */
export function replyForFailure(failure: Failure): Reply {
  const reply = { tone: 'trouble', text: sentence(failure), notes: [] } as const;
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

function sentence({ code }: Failure): string {
  switch (code) {
    case 'not-found':
      return t('docsProfileChanged');
    case 'invalid-input':
      return t('docsSampleChanged');
    case 'read-only-token':
      return t('docsReadOnly');
    default:
      return t(`failure_${code.replaceAll('-', '_')}` as MessageKey);
  }
}

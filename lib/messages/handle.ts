import { browser } from '../browser.ts';
import { fail, type Result, settle } from '../domain/failure.ts';
import { messenger } from './client.ts';
import type { DocsProtocol } from './protocol/docs.ts';
import type { Protocol } from './protocol.ts';
import { type ExtensionPage, type MessageSender, recogniseSender, type Sender } from './sender.ts';

type Data<Type extends keyof Protocol> = Parameters<Protocol[Type]> extends [infer Only] ? Only : undefined;
type Value<Type extends keyof Protocol> = Extract<ReturnType<Protocol[Type]>, { ok: true }>['value'];

/** The messages of the docs site's content script; all others are for the extension's own pages. */
const DOCS_MESSAGES: Record<keyof DocsProtocol, true> = {
  copySample: true,
  offerTokens: true,
  chooseProfile: true,
  openSwitcher: true,
  openTokens: true,
  closeDock: true,
};

/** True when this sender may send this message; `pages` narrows it to some of the extension's pages. */
export function mayAsk(
  type: keyof Protocol,
  sender: Sender | null,
  pages?: readonly ExtensionPage[],
): boolean {
  if (!sender) return false;
  if (type in DOCS_MESSAGES) return sender.kind === 'docs';
  return sender.kind === 'page' && (!pages || pages.includes(sender.page));
}

let afterPageMessage: () => void = () => {};

/** Something to run whenever one of the extension's pages was answered (the vault's auto-lock counts from it). */
export function onPageMessage(listener: () => void): void {
  afterPageMessage = listener;
}

/**
 * Answers messages of `type`: the sender is checked first, a thrown FailureError becomes its failure, and
 * whatever else goes wrong becomes `internal` without a word of detail.
 */
export function handle<Type extends keyof Protocol>(
  type: Type,
  action: (data: Data<Type>, sender: Sender) => Promise<Value<Type>>,
  options: { pages?: readonly ExtensionPage[] } = {},
): void {
  const answer = async (message: { data: unknown; sender: MessageSender }): Promise<Result<Value<Type>>> => {
    const self = { id: browser.runtime.id, baseUrl: browser.runtime.getURL('') };
    const sender = recogniseSender(message.sender, self);
    if (!sender || !mayAsk(type, sender, options.pages)) return fail('not-allowed');
    if (sender.kind === 'page') afterPageMessage();
    return settle(() => action(message.data as Data<Type>, sender));
  };
  messenger.onMessage(type, answer as never);
}

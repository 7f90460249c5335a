/**
 * Stands for WXT's own context in this content script (see wxt.config.ts). WXT's listens for an event on the
 * document that any script of the page could send, to switch the extension's buttons off; and it is a twelfth
 * of the script. What an older instance left in the page is taken away in docs.ts.
 */
export class ContentScriptContext {}

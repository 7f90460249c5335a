/**
 * Replaces WXT's context in this content script (see wxt.config.ts). WXT's listens for an event on the document that
 * any script of the page could send to turn the extension's buttons off; and it would be a twelfth of the script.
 * docs.ts removes what an older instance left in the page.
 */
export class ContentScriptContext {}

/**
 * Stands for webextension-polyfill in the content script (see wxt.config.ts): every browser of the manifest's
 * minimum versions has the same API with promises of its own, and the polyfill is a quarter of the script.
 */
const names = globalThis as { browser?: typeof chrome; chrome?: typeof chrome };

export default names.browser ?? names.chrome;

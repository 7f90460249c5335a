/**
 * Stands for webextension-polyfill in what is shipped (see wxt.config.ts): every browser of the manifest's minimum
 * versions has the same API with promises of its own, and the polyfill's wrapping would be a quarter of the
 * content script.
 */
const names = globalThis as { browser?: typeof chrome; chrome?: typeof chrome };

export default names.browser ?? names.chrome;

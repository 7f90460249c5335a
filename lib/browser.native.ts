/**
 * Stands for webextension-polyfill in what is shipped (see wxt.config.ts): every browser of the manifest's minimum
 * versions has the same API with promises of its own, and the polyfill's wrapping would be a quarter of the
 * content script.
 *
 * Chromium before 144 has no `browser` of its own, and in the docs site's content script the page decides then what
 * that name means: an element with the id "browser" is a property of the window. So only an object with a
 * `runtime.id` is taken, which no element has. `chrome` is the browser's own in every context and cannot be
 * shadowed so.
 */
interface ExtensionGlobals {
  browser?: typeof chrome;
  chrome?: typeof chrome;
}

/** Returns the extension API among these globals. */
export function extensionApi({ browser, chrome }: ExtensionGlobals): typeof globalThis.chrome | undefined {
  return typeof browser?.runtime?.id === 'string' ? browser : chrome;
}

export default extensionApi(globalThis as ExtensionGlobals);

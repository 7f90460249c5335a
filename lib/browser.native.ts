/**
 * Replaces webextension-polyfill in the shipped build (see wxt.config.ts): every browser from the manifest's minimum
 * versions on has the same API with native promises, and the polyfill would be a quarter of the content script.
 *
 * Chromium before 144 doesn't define `browser`. In the docs site's content script, the page could then define it: an
 * element with the id "browser" becomes a property of the window. So only an object with a `runtime.id`, which no
 * element has, is accepted. `chrome` is defined by the browser in every context and can't be shadowed that way.
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

import type { Firefox } from './firefox.ts';

/**
 * Reloads the extension from its folder, as about:debugging does. Its pages are loaded again in their tabs, and so are
 * pages with a content script of it. Throws what Firefox finds wrong with the extension.
 */
export async function reloadAddon(firefox: Firefox): Promise<void> {
  await firefox.runInChrome(
    `
    const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
    const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
    const [origin] = args;
    const { host } = Services.io.newURI(origin);
    const policy = () => WebExtensionPolicy.getByHostname(host);
    const { id } = policy();
    const tabs = [...Services.wm.getEnumerator('navigator:browser')].flatMap(({ gBrowser }) => [...gBrowser.tabs]);
    const addressOf = (tab) => tab.linkedBrowser.currentURI;
    const load = (tab, address) => tab.linkedBrowser.loadURI(Services.io.newURI(address), { triggeringPrincipal });
    // Firefox closes the extension's tabs, and with the last one a window: nothing of it is in them meanwhile.
    const pages = tabs
      .filter((tab) => addressOf(tab).spec.startsWith(origin))
      .map((tab) => ({ tab, address: addressOf(tab).spec }));
    for (const { tab } of pages) load(tab, 'about:blank');
    const { setTimeout } = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs');
    while (pages.some(({ tab }) => addressOf(tab).spec !== 'about:blank')) {
      await new Promise((done) => setTimeout(done, 10));
    }
    try {
      await (await AddonManager.getAddonByID(id)).reload();
      await policy()?.readyPromise;
    } finally {
      for (const { tab, address } of pages) if (tab.isConnected) load(tab, address);
    }
    const scripts = policy()?.contentScripts ?? [];
    for (const tab of tabs) {
      const uri = tab.isConnected && addressOf(tab);
      if (uri && scripts.some((script) => script.matchesURI(uri))) tab.ownerGlobal.gBrowser.reloadTab(tab);
    }
  `,
    firefox.pageUrl(''),
  );
}

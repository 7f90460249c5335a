import { launchFirefox } from '../browsers/firefox.ts';
import { firefoxBuild } from '../e2e/builds.ts';
import { connectInFirefox } from '../e2e/firefox/connect.ts';
import { startConnectProxy } from '../sandbox/connect-proxy.ts';
import type { Started, StartOptions } from './in-chromium.ts';

/** Opens Firefox with the build as a temporary add-on and connects it by filling in the real form. */
export async function startInFirefox({
  browser,
  platform: { front, account },
  headless,
  ending,
  extension = firefoxBuild(),
  follow,
}: StartOptions): Promise<Started> {
  const proxy = await startConnectProxy({ port: front.port });
  ending.add('the proxy', () => proxy.close());
  const firefox = await launchFirefox({
    executable: browser.path,
    extension,
    proxyPort: proxy.port,
    headless,
  });
  ending.add('the browser', () => firefox.close());
  await firefox.install();
  await connectInFirefox(firefox, account);
  await firefox.navigate(firefox.pageUrl('popup.html'));
  follow?.(firefox);
  return { closed: firefox.ended, screenshot: (file) => firefox.screenshot(file) };
}

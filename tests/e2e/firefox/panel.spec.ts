import { accountOf } from '../../sandbox/accounts-list.ts';
import { LONG } from '../long.ts';
import { words } from '../strings.ts';
import { connectInFirefox } from './connect.ts';
import { expect, test } from './fixtures.ts';

test(
  'in Firefox the popup’s button opens the sidebar, and closes the popup',
  LONG,
  async ({ firefox, sandbox }) => {
    await connectInFirefox(firefox, accountOf(sandbox, 'plain'));
    await firefox.navigate(firefox.pageUrl('popup.html'));
    await firefox.find('//h1[contains(., "Acme Farms")]');
    const handles = () => firefox.marionette.send<string[]>('WebDriver:GetWindowHandles');
    const before = await handles();
    await firefox.click(`//button[@aria-label="${words('popupKeepOpen')}"]`);
    await expect.poll(async () => (await handles()).length).toBe(before.length - 1);
    const [other] = await handles();
    await firefox.marionette.send('WebDriver:SwitchToWindow', { handle: other });
    const panel = () =>
      firefox.runInChrome<string>(`
        const page = window.document.getElementById('sidebar')?.contentDocument?.getElementById('webext-panels-browser');
        return page?.currentURI?.spec ?? '';`);
    await expect.poll(panel).toBe(firefox.pageUrl('popup.html?panel'));
  },
);

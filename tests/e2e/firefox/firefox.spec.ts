import type { Firefox } from '../../browsers/firefox.ts';
import { words } from '../english-words.ts';
import { connectInFirefox } from './connect.ts';
import { expect, test } from './fixtures.ts';

const option = (name: string) => `//*[@role="option"][contains(., "${name}")]`;
const filter = `//*[@role="combobox"]`;
const ENTER = '\uE007';

const badge = (firefox: Firefox) =>
  firefox.run<{ text: string; title: string }>(
    'return { text: await browser.action.getBadgeText({}), title: await browser.action.getTitle({}) }',
  );
const activeProfile = (firefox: Firefox) => firefox.find('//h1');

test('connects, switches and shows the badge in Firefox', async ({ firefox, sandbox }) => {
  const account = sandbox.accounts[0];
  if (!account) throw new Error('the sandbox has no account');
  await connectInFirefox(firefox, account);

  await firefox.navigate(firefox.pageUrl('popup.html'));
  await expect.poll(() => activeProfile(firefox)).toBe('Acme Farms');
  await expect.poll(async () => (await badge(firefox)).text).toBe('94%');
  expect((await badge(firefox)).title).toContain('Acme Farms — data input 94');

  // Until every profile's usage has been read, rows change places; a person's pointer over the list would hold them.
  await expect.poll(() => firefox.find('(//*[@role="option"])[2]')).toContain('Northwind Cold Chain');
  await firefox.click(option('Northwind Cold Chain'));
  await expect.poll(async () => (await badge(firefox)).text).toBe('83%');
  await expect.poll(() => activeProfile(firefox)).toBe('Northwind Cold Chain');

  await firefox.type(filter, `iberia${ENTER}`);
  await expect.poll(async () => (await badge(firefox)).text).toBe('100%');
  await expect.poll(() => activeProfile(firefox)).toBe('Greenhouse Iberia');

  await firefox.navigate(firefox.pageUrl('options.html#/connect'));
  await firefox.find(`//*[contains(., "${words('connectTitleAnother')}")]`);
});

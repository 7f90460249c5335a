import { accountOf, ines, profileNamed } from '../../sandbox/accounts-list.ts';
import { words } from '../english-words.ts';
import { costRoutes } from '../pages/cost-page.ts';
import { LONG } from '../tags.ts';
import { button, connectInFirefox, labeled } from './connect.ts';
import { expect, test } from './fixtures.ts';

/**
 * How a connection ends without a response: at once (Firefox 140 sends the POST once), or with the claim that a request
 * that was carried out was not seen (10 times; the same if the stream is refused or reset).
 */
const CUTS = ['close', 'goaway'] as const;
const pay = '//dialog[@open]//button[starts-with(normalize-space(.), "Pay ")]';
const status = (text: string) => `//*[@role="status"][contains(., "${text}")]`;
const enabled = (xpath: string) => `${xpath}[not(@disabled)]`;

/**
 * Firefox repeats a POST by itself, and can't be kept from it. An order names absolute amounts, so it is charged once
 * however often it arrives; its share is given once, and the page shows the outcome that was read afterwards.
 */
test(
  'a response lost in Firefox: the order is charged once and its share given once, whatever Firefox repeats, and the page shows the outcome',
  LONG,
  async ({ firefox, sandbox }) => {
    const { billing } = ines(sandbox);
    const { allocation } = profileNamed(sandbox, 'Greenhouse Iberia');
    await connectInFirefox(firefox, accountOf(sandbox, 'plain'));
    const route = costRoutes.raise(sandbox, 'Greenhouse Iberia', 'analysis');
    await firefox.navigate(firefox.pageUrl(`options.html${route}`));
    // What can be bought is closed while what is free is enough.
    await firefox.click('//summary[contains(., "Buy a larger limit")]');
    const posts = () => sandbox.requests.count({ method: 'POST', route: '/account/subscription' });
    const sent: Record<string, number> = {};
    for (const how of CUTS) {
      const before = posts();
      sandbox.faults.add({ kind: 'cut', how, after: true, path: '/account/subscription', method: 'POST' });
      await firefox.click('//label[contains(., "12,000\u00a0min")]');
      await firefox.click(enabled(button(words('tierContinue'))));
      await firefox.click(pay);
      await expect.poll(() => allocation.analysis, how).toBe(7200);
      await firefox.find('//body[not(.//dialog[@open])]');
      await firefox.find(status('Greenhouse Iberia now has'));
      // In a window this low, the message would lie over the next dialog's button while it is shown.
      await firefox.find(`//body[not(.//*[@role="status"]${button(words('formDismiss'))})]`);
      sent[how] = posts() - before;
      expect(billing.charges, how).toHaveLength(1);
      expect(billing.services.analysis, how).toBe(12_000);

      // Resets the account for the next case.
      sandbox.faults.clear();
      billing.services.analysis = 6000;
      allocation.analysis = 1200;
      billing.charges = [];
      await firefox.click(enabled(button(words('profileRefresh'))));
    }
    test.info().annotations.push({ type: 'POSTs', description: JSON.stringify(sent) });
    for (const how of CUTS) expect(sent[how], how).toBeGreaterThan(0);

    // Adding a profile isn't absolute: the page says how many one "Add" made.
    const profiles = () => sandbox.state.profiles.filter(({ name }) => name === 'Orchard').length;
    sandbox.faults.add({
      kind: 'cut',
      how: 'goaway',
      after: true,
      path: '/profile',
      method: 'POST',
      times: 1,
    });
    await firefox.navigate(firefox.pageUrl('options.html?add#/profiles?add=1'));
    await firefox.type(`//dialog[@open]${labeled(words('profilesName'))}`, 'Orchard');
    await firefox.click(`//dialog[@open]${button(words('profilesAdd'))}`);
    await firefox.find(status('Orchard added'));
    if (profiles() > 1) await firefox.find(status(`${profiles() - 1} more profile`));
  },
);

import { BADGE_COLORS } from '../../lib/toolbar/badge-colors.ts';
import { accountOf } from '../sandbox/accounts-list.ts';
import { expectBadge, titleWith } from './expect-badge.ts';
import { expect, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { PopupPage } from './pages/popup-page.ts';
import { BOTH } from './tags.ts';

test(
  'shows the worst service of the active profile, with level, colour and text, and follows a switch',
  BOTH,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    const popup = await PopupPage.open(extension);
    await expect(popup.heading).toHaveText('Acme Farms');

    await expectBadge(extension, { text: '94%', colour: BADGE_COLORS.high });
    const { title } = await extension.badge();
    expect(title).toMatch(
      /^Acme Farms — data input 94\s?% of 350,000; resets \w+ 1|^Acme Farms — data input 94\s?% of 350,000; resets 1 \w+/,
    );

    await popup.switchTo('Northwind Cold Chain');
    await expectBadge(extension, { text: '83%', colour: BADGE_COLORS.warning });
    await popup.switchTo('Greenhouse Iberia');
    await expectBadge(extension, { text: '100%', colour: BADGE_COLORS.blocked });
    expect((await extension.badge()).title).toContain('Greenhouse Iberia');
    await popup.switchTo('Demo');
    await expectBadge(extension, {
      text: '',
      title: titleWith('no limits allocated'),
    });
  },
);

test(
  'is right after a browser start, before any response of the platform',
  BOTH,
  async ({ extension, sandbox }) => {
    await connect(extension, accountOf(sandbox, 'plain'));
    await expectBadge(extension, { text: '94%' });
    const popup = await PopupPage.open(extension);
    await popup.switchTo('Northwind Cold Chain');
    await expectBadge(extension, { text: '83%' });

    const held = sandbox.faults.add({ path: '/*', kind: 'hold' });
    const requests = sandbox.requests.count();
    await extension.restartBrowser();
    await expectBadge(extension, { text: '83%', colour: BADGE_COLORS.warning });
    expect((await extension.badge()).title).toContain('Northwind Cold Chain');
    expect(sandbox.requests.count()).toBe(requests);
    held.remove();
  },
);

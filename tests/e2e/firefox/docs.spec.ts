import type { Firefox } from '../../browsers/firefox.ts';
import { operationPath } from '../../docs-pages/site.ts';
import { accountOf } from '../pages/connect-page.ts';
import { connectInFirefox } from './connect.ts';
import { expect, test } from './fixtures.ts';

const clipboard = (firefox: Firefox) =>
  firefox.runInChrome<string>(`
    const transfer = Cc['@mozilla.org/widget/transferable;1'].createInstance(Ci.nsITransferable);
    transfer.init(null);
    transfer.addDataFlavor('text/plain');
    Services.clipboard.getData(transfer, Services.clipboard.kGlobalClipboard, window.browsingContext.currentWindowContext);
    const data = {};
    transfer.getTransferData('text/plain', data);
    return data.value.QueryInterface(Ci.nsISupportsString).data;
  `);

/** Clicks into a host of the extension's, this far from its left edge: what is in it is closed to everybody. */
async function press(firefox: Firefox, kind: 'sample' | 'dock', dx: number): Promise<void> {
  const { x, y } = await firefox.run<{ x: number; y: number }>(
    `
    const host = () => document.querySelector('profiles-for-tagoio[data-kind="' + args[0] + '"]');
    while (!host()) await new Promise((done) => requestAnimationFrame(done));
    host().scrollIntoView({ block: 'center' });
    const box = host().getBoundingClientRect();
    return { x: Math.round(box.left + args[1]), y: Math.round(box.top + box.height / 2) };
    `,
    kind,
    dx,
  );
  await firefox.marionette.send('WebDriver:PerformActions', {
    actions: [
      {
        type: 'pointer',
        id: 'mouse',
        parameters: { pointerType: 'mouse' },
        actions: [
          { type: 'pointerMove', duration: 0, x, y, origin: 'viewport' },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ],
      },
    ],
  });
}

test('a sample is copied complete on the docs site in Firefox, by a press and by no script', async ({
  firefox,
  sandbox,
}) => {
  const account = accountOf(sandbox, 'plain');
  await connectInFirefox(firefox, account);
  await firefox.navigate(`https://docs.tago.io${operationPath('GET', '/profile/:id/summary')}`);
  const listed = sandbox.requests.count({ route: '/profile/:id/token' });
  await firefox.run(`
    const host = () => document.querySelector('profiles-for-tagoio[data-kind="sample"]');
    while (!host()) await new Promise((done) => requestAnimationFrame(done));
    host().click();
    host().dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    if (host().shadowRoot) throw new Error('the page sees into it');
  `);
  expect(sandbox.requests.count({ route: '/profile/:id/token' })).toBe(listed);

  const fetched = sandbox.requests.next({ route: '/profile/:id/token' });
  await press(firefox, 'sample', 12);
  expect((await fetched).status).toBe(200);
  await expect
    .poll(() => clipboard(firefox).catch(() => ''))
    .toBe(
      `curl -L 'https://api.us-e1.tago.io/profile/${account.profiles[0]!.id}/summary' \\\n-H 'token: ${account.tokens?.read}' \\\n-H 'Accept: application/json'`,
    );
});

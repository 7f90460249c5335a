import type { Page } from '@playwright/test';
import { accountOf } from '../sandbox/accounts-list.ts';
import { expect, test } from './fixtures.ts';
import { connect } from './pages/connect-page.ts';
import { allRoutes } from './pages/options-page.ts';
import { profileRef } from './platform-keys.ts';
import { LONG } from './tags.ts';

interface Violation {
  directive: string;
  blocked: string;
}

/** Collects the violations of the page's policy, from its first script on. */
async function watchViolations(page: Page): Promise<() => Promise<Violation[]>> {
  await page.addInitScript(() => {
    const found: { directive: string; blocked: string }[] = [];
    Object.assign(globalThis, { violations: found });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      found.push({ directive: effectiveDirective, blocked: blockedURI }),
    );
  });
  return () => page.evaluate(() => (globalThis as unknown as { violations: Violation[] }).violations);
}

test('no page of the extension does what its policy forbids', LONG, async ({ extension, sandbox }) => {
  const account = accountOf(sandbox, 'plain');
  await connect(extension, account);
  const page = await extension.context.newPage();
  const violations = await watchViolations(page);
  const routes = allRoutes(profileRef(account.id, account.profiles[0]!.id));
  for (const address of ['popup.html', 'pick.html', ...routes.map((route) => `options.html${route}`)]) {
    await page.goto('about:blank');
    await page.goto(extension.url(address));
    await expect(page.locator('#app')).not.toBeEmpty();
    await page.waitForLoadState('networkidle');
    expect(await violations(), address).toEqual([]);
  }
});

test('the policy refuses foreign code, pictures, requests, frames, forms and markup', async ({
  extension,
}) => {
  const page = await extension.context.newPage();
  const violations = await watchViolations(page);
  await page.goto(extension.url('options.html#/connect'));
  await expect(page.locator('#app')).not.toBeEmpty();
  // In a timer: the policy does not apply to what the debugger evaluates.
  const attempt = (name: string) =>
    page.evaluate(
      (what) =>
        new Promise<string>((resolve) => {
          setTimeout(async () => {
            const attempts: Record<string, () => unknown> = {
              script: () => {
                const script = document.createElement('script');
                script.src = 'https://api.tago.io/evil.js';
                document.head.append(script);
              },
              inline: () => document.body.setAttribute('onclick', 'globalThis.hit = true'),
              picture: () => {
                new Image().src = 'https://api.tago.io/pixel.png';
              },
              request: () => fetch('https://api.tago.io/account'),
              frame: () => {
                const frame = document.createElement('iframe');
                frame.src = 'https://api.tago.io/';
                document.body.append(frame);
              },
              base: () => {
                const base = document.createElement('base');
                base.href = 'https://api.tago.io/';
                document.head.append(base);
              },
              markup: () => {
                document.body.insertAdjacentHTML('beforeend', '<b>injected</b>');
              },
            };
            try {
              await attempts[what]!();
              resolve('done');
            } catch (error) {
              resolve((error as Error).name);
            }
          }, 0);
        }),
      name,
    );
  const directives: Record<string, RegExp> = {
    script: /^(script-src|script-src-elem|require-trusted-types-for)$/,
    inline: /^(script-src|script-src-attr|require-trusted-types-for)$/,
    picture: /^img-src$/,
    request: /^connect-src$/,
    frame: /^(frame-src|child-src|default-src)$/,
    base: /^base-uri$/,
    markup: /^require-trusted-types-for$/,
  };
  for (const [name, directive] of Object.entries(directives)) {
    const before = (await violations()).length;
    await attempt(name);
    await expect.poll(async () => (await violations()).length, { message: name }).toBeGreaterThan(before);
    expect((await violations()).at(-1)?.directive, name).toMatch(directive);
  }
  await expect(page.getByText('injected')).toHaveCount(0);
});

import { accountOf } from '../../sandbox/accounts-list.ts';
import { forbiddenTo, sendAll } from '../message-table.ts';
import { connectInFirefox } from './connect.ts';
import { expect, test } from './fixtures.ts';

test('in Firefox no page sends a message that it may not, and the content security policy holds', async ({
  firefox,
  sandbox,
}) => {
  await connectInFirefox(firefox, accountOf(sandbox, 'plain'));
  for (const page of ['popup', 'pick', 'options']) {
    await firefox.navigate(firefox.pageUrl(`${page}.html`));
    const accepted = await firefox.run<string[]>(
      `return (${sendAll.toString()})(args[0])`,
      forbiddenTo(page),
    );
    expect(accepted, page).toEqual([]);
  }

  // What the options page's policy refuses, as the browser itself reports it.
  const refused = await firefox.run<string[]>(`
    const refused = new Promise((resolve) => {
      const found = new Set();
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        found.add(effectiveDirective);
        if (found.size === 5) resolve([...found].sort());
      });
      setTimeout(() => resolve([...found].sort()), 8000);
    });
    const add = (name, attributes) => document.body.append(Object.assign(document.createElement(name), attributes));
    const attempts = [
      () => add('script', { src: 'https://api.tago.io/evil.js' }),
      () => document.body.insertAdjacentHTML('beforeend', '<b>injected</b>'),
      () => add('img', { src: 'https://api.tago.io/pixel.png' }),
      () => add('iframe', { src: 'https://api.tago.io/' }),
      () => add('base', { href: 'https://api.tago.io/' }),
      () => void fetch('https://api.tago.io/account').catch(() => {}),
    ];
    for (const attempt of attempts) {
      try {
        attempt();
      } catch {}
    }
    return refused;
  `);
  expect(refused).toEqual(['base-uri', 'connect-src', 'frame-src', 'img-src', 'require-trusted-types-for']);
  expect(await firefox.run<string>('return document.body.textContent')).not.toContain('injected');
  // A page of the extension in a frame does not load either.
  const framed = await firefox.run<string>(`
    const frame = document.createElement('iframe');
    frame.src = '${firefox.pageUrl('popup.html')}';
    await new Promise((done) => { frame.onload = done; frame.onerror = done; document.body.append(frame); setTimeout(done, 3000); });
    return frame.contentDocument?.getElementById('app') ? 'loaded' : 'refused';
  `);
  expect(framed).toBe('refused');

  // The docs site's page has no access to the extension.
  await firefox.navigate('https://docs.tago.io/docs/');
  expect(
    await firefox.run<string>('return typeof browser + typeof globalThis.chrome?.runtime?.sendMessage'),
  ).toBe('undefinedundefined');
});

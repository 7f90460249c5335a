import type { VNode } from 'preact';
import { beforeAll, expect, it, vi } from 'vitest';

// The router reads the address when it is loaded.
vi.stubGlobal('location', { hash: '' });
vi.stubGlobal('addEventListener', () => {});
vi.stubGlobal('history', {
  replaceState: (_state: unknown, _title: string, hash: string) => {
    location.hash = hash;
  },
});
// The title of the page that was open before.
vi.stubGlobal('document', { title: 'Overview – Profiles for TagoIO' });
let CurrentPage: typeof import('../../../../../components/options/shell/routes.tsx').CurrentPage;
let navigate: typeof import('../../../../../components/options/shell/router.ts').navigate;
beforeAll(async () => {
  ({ CurrentPage } = await import('../../../../../components/options/shell/routes.tsx'));
  ({ navigate } = await import('../../../../../components/options/shell/router.ts'));
});

it.each([
  ['#/tokens', 'Tokens'],
  ['#/diagnostics', 'Diagnostics'],
  ['#/connect', 'Connect your TagoIO account'],
  ['#/cost/upgrade/https%3A%2F%2Fapi.us-e1.tago.io%231/sms', 'Cost'],
  ['#/nowhere', 'Page not found'],
])('a page that fails before it is drawn is named by its own name: %s', (hash, name) => {
  navigate(hash, { replace: true });
  expect((CurrentPage() as VNode<{ what: string }>).props.what).toBe(name);
});

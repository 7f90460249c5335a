import type { Signal } from '@preact/signals';
import type { VNode } from 'preact';
import { beforeAll, expect, it, vi } from 'vitest';
import { TableSkeleton } from '../../../../../components/options/shell/skeleton.tsx';
import { ErrorBoundary } from '../../../../../components/ui/error-boundary.tsx';
import type { FirstScreen } from '../../../../../lib/domain/first-screen/first-screen.ts';
import { isExample } from '../../../../../lib/state/example.ts';
import { firstScreenSignal, problemSignal } from '../../../../../lib/state/store-signals.ts';

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

it('a page that failed is tried again at another address of the same page', () => {
  const [broken, again] = ['#/usage?profile=x', '#/usage'].map((hash) => {
    navigate(hash, { replace: true });
    return (CurrentPage() as VNode<{ triedFor: unknown }>).props.triedFor;
  });
  expect(again).not.toBe(broken);
  expect((CurrentPage() as VNode<{ triedFor: unknown }>).props.triedFor).toBe(again);
});

it('diagnostics are shown also while there is example data', () => {
  (isExample as Signal<boolean>).value = true;
  navigate('#/diagnostics', { replace: true });
  expect((CurrentPage() as VNode).type).toBe(ErrorBoundary);
  (isExample as Signal<boolean>).value = false;
});

it('diagnostics are shown where everything can’t be read after a first screen', () => {
  firstScreenSignal.value = { name: 'overview' } as FirstScreen;
  problemSignal.value = 'unreadable';
  navigate('#/diagnostics', { replace: true });
  const { type, props } = (CurrentPage() as VNode<{ children: VNode }>).props.children;
  const page = (type as (props: unknown) => VNode)(props);
  expect(page.type).not.toBe(TableSkeleton);
});

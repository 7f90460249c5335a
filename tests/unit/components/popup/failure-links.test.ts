import { signal } from '@preact/signals';
import { h } from 'preact';
import { expect, it, vi } from 'vitest';

vi.hoisted(() => {
  vi.stubGlobal('navigator', { platform: 'Linux x86_64' });
});
vi.mock('../../../../components/popup/navigation.ts', () => ({ useNavigate: () => () => {} }));
vi.mock('../../../../components/popup/late-banner.ts', () => ({ shownLate: () => ({ value: true }) }));
vi.mock('../../../../lib/state/console.ts', () => ({ activeConsole: signal<unknown>(null) }));
vi.mock('../../../../lib/state/app-state.ts', async (original) =>
  (await import('./two-profiles.ts')).withTwoProfiles(original),
);

import { CardBanner } from '../../../../components/popup/card-banner.tsx';
import { ConnectionBanners } from '../../../../components/popup/connection-banners.tsx';
import { ConsoleBanner } from '../../../../components/popup/console-banner.tsx';
import { explainObstacle } from '../../../../components/popup/explain.ts';
import { status, toDiagnostics } from '../../../../components/popup/status-message.ts';
import type { FailureCode } from '../../../../lib/domain/failure.ts';
import { active, profiles } from '../../../../lib/state/app-state.ts';
import { activeConsole } from '../../../../lib/state/console.ts';
import { connectionRows, loadedSignal } from '../../../../lib/state/store-signals.ts';
import { makeConnection } from '../../domain/make.ts';
import { textOf } from '../text-of.ts';

const { label } = toDiagnostics();

it('the banner of another account that is blocked leads to diagnostics', () => {
  connectionRows.set([makeConnection('b', { label: 'Plant', state: 'blocked' })]);
  loadedSignal.value = 'all';
  expect(textOf(h(ConnectionBanners, {}))).toContain(label);
  expect(textOf(h(ConnectionBanners, {}), 'aria-label')).toContain(label);
});

it('the banner, and the status, of a browser that is offline lead to diagnostics', () => {
  const profile = profiles.value[0]!;
  const banner = { kind: 'offline' } as const;
  expect(textOf(h(CardBanner, { banner, profile, connection: undefined, hasNumbers: true }))).toContain(
    label,
  );
  explainObstacle('offline', { connectionKey: null });
  expect(status.value?.action).toEqual(toDiagnostics());
});

it.each<[string, FailureCode, boolean]>([
  ['stayed where it was', 'server', false],
  ['is in an unknown profile', 'outcome-unknown', true],
])('the banner of a console that %s because a switch failed leads to diagnostics', (_, code, moved) => {
  const target = active.value.active!;
  const problem = { kind: 'failed', failure: { code }, target };
  const session = { ...profiles.value[1], profileName: 'Plant', moved };
  (activeConsole as unknown as { value: unknown }).value = { ...session, problem };
  expect(textOf(h(ConsoleBanner, {}))).toContain(label);
  (activeConsole as unknown as { value: unknown }).value = { ...session, problem: null };
  expect(textOf(h(ConsoleBanner, {}))).not.toContain(label);
});

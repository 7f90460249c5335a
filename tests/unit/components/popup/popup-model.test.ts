import { type Signal, signal } from '@preact/signals';
import { afterEach, expect, test, vi } from 'vitest';
import type { Usage } from '../../../../lib/domain/usage/usage.ts';

const usage = vi.hoisted(() => ({ signal: null as unknown as { value: ReadonlyMap<string, Usage> } }));
vi.mock('../../../../lib/state/app-state.ts', async (original) => {
  const { makeConnection, makeProfile } = await import('../../domain/make.ts');
  const connection = makeConnection('a');
  usage.signal = signal(new Map());
  return {
    ...(await original<object>()),
    loaded: signal('all'),
    connections: signal([connection]),
    profiles: signal([1, 2].map((n) => makeProfile(connection, `${n}`.repeat(24), `Acme ${n}`))),
    usage: usage.signal,
  };
});

import {
  connectionsWithBanner,
  highlightedId,
  othersAtRisk,
  resetList,
  rows,
  setFilter,
} from '../../../../components/popup/popup-model.ts';
import { active, connections, now, profiles } from '../../../../lib/state/app-state.ts';
import { makeConnection } from '../../domain/make.ts';

afterEach(resetList);

test('what is counted as blocked is listed, also if it became so after the rows were put in order', () => {
  const [first] = rows.value;
  // The rows stay where they are from now on.
  highlightedId.value = first!.id;
  const services = { input: { used: 10, limit: 10 } };
  usage.signal.value = new Map([
    [first!.id, { services, fetchedAt: Date.now(), failure: null } as unknown as Usage],
  ]);
  expect(othersAtRisk.value.blocked).toBe(1);
  setFilter('', 'blocked');
  expect(rows.value.map(({ id }) => id)).toEqual([first!.id]);
});

test('the banner about the token in use comes before problems of other accounts, and those before other tokens', () => {
  const [inUse] = connections.value;
  const expiring = { ...inUse!.credential, expiresAt: now.value + 1 };
  const problem = makeConnection('b', { state: 'needs-sign-in' });
  const other = makeConnection('c', { credential: expiring });
  const list = connections as Signal<typeof connections.value>;
  const keys = () => connectionsWithBanner.value.map(({ accountId }) => accountId);
  (active as Signal<typeof active.value>).value = { ...active.value, active: profiles.value[0]! };
  list.value = [other, problem, { ...inUse!, credential: expiring }];
  expect(keys()).toEqual(['a', 'b', 'c']);
  // The card shows the active account's own problem.
  list.value = [other, problem, { ...inUse!, state: 'needs-sign-in' }];
  expect(keys()).toEqual(['b', 'c']);
});

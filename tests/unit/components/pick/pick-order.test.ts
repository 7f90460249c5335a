import { effect, type Signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { rows } from '../../../../components/pick/pick-model.ts';
import { refId } from '../../../../lib/domain/identity/keys.ts';
import type { Profile } from '../../../../lib/domain/profiles/profile.ts';
import type { Usage } from '../../../../lib/domain/usage/usage.ts';
import { loaded, profiles, usage } from '../../../../lib/state/app-state.ts';
import { makeConnection, makeProfile } from '../../domain/make.ts';

vi.mock('../../../../lib/state/app-state.ts', async () => {
  const { signal } = await import('@preact/signals');
  return {
    active: signal({ active: null, recents: [] }),
    connections: signal([]),
    loaded: signal('nothing'),
    month: signal(Date.now()),
    profilePreferences: signal(new Map()),
    profiles: signal([]),
    usage: signal(new Map()),
  };
});

const set = <T>(state: { readonly value: T }, value: unknown) => {
  (state as Signal<unknown>).value = value;
};
const connection = makeConnection('a');
const [acme, bravo] = ['Acme', 'Bravo'].map((name) => makeProfile(connection, name, name)) as [
  Profile,
  Profile,
];
const blocked = (profile: Profile) =>
  new Map([
    [
      refId(profile),
      { services: { input: { used: 10, limit: 10 } }, fetchedAt: Date.now() } as Partial<Usage>,
    ],
  ]);
const names = () => rows.value.map(({ profile }) => profile.name);

test('the list is ordered by the numbers that are stored when it opens, and stays while fresh ones arrive', () => {
  const stop = effect(() => void rows.value);
  set(profiles, [acme, bravo]);
  set(usage, blocked(bravo));
  set(loaded, 'all');
  expect(names()).toEqual(['Bravo', 'Acme']);
  set(usage, blocked(acme));
  expect(names()).toEqual(['Bravo', 'Acme']);
  stop();
});

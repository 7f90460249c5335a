import { effect, type Signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';
import { consoleOf } from '../../../lib/console/console-site.ts';
import type { ConsoleSession } from '../../../lib/domain/console-session.ts';
import type { ActiveProfile } from '../../../lib/domain/settings/settings.ts';
import { active } from '../../../lib/state/app-state.ts';
import { activeConsole } from '../../../lib/state/console.ts';
import { putConsoleSession } from '../../../lib/store/console-session.ts';
import { makeConnection, makeProfile, US } from '../domain/make.ts';

vi.mock('../../../lib/state/app-state.ts', async () => {
  const { signal } = await import('@preact/signals');
  return { active: signal({ active: null, recents: [] }) };
});

const switchTo = (ref: ActiveProfile['active']) => {
  (active as Signal<ActiveProfile>).value = { active: ref, recents: [] };
};

it('keeps a problem only while the profile is active that the console was to be switched to', async () => {
  const [mine, theirs] = [makeConnection('mine'), makeConnection('theirs')];
  const [here, target] = [makeProfile(mine, 'a', 'Here'), makeProfile(mine, 'b', 'Target')];
  const { connectionKey, profileKey } = here;
  const problem = { kind: 'unsaved' as const, tabs: 1, target };
  const session: ConsoleSession = {
    api: US,
    connectionKey,
    accountName: '',
    email: '',
    profileKey,
    profileName: 'Here',
    readAt: 0,
    problem,
  };
  await putConsoleSession(consoleOf(US), session);
  switchTo(target);
  const stop = effect(() => void activeConsole.value);
  await vi.waitFor(() => expect(activeConsole.value?.problem).toMatchObject({ kind: 'unsaved' }));
  for (const other of [here, makeProfile(theirs, 'c', 'Elsewhere')]) {
    switchTo(other);
    expect(activeConsole.value).toMatchObject({ profileName: 'Here', problem: null });
  }
  stop();
});

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { consoleOf } from '../console/console-site.ts';
import type { ConsoleSession } from '../domain/console-session.ts';
import { originOf, sameRef } from '../domain/identity/keys.ts';
import { getConsoleSessions, onConsoleChange } from '../store/console-session.ts';
import { active } from './app-state.ts';

let stop: (() => void) | null = null;

const read = () =>
  void getConsoleSessions().then(
    (stored) => {
      sessions.value = stored;
    },
    // Without session storage, no session is known.
    () => undefined,
  );

/** Known console sessions by the console's origin; updated while the signal is in use. */
const sessions = signal<Record<string, ConsoleSession>>(
  {},
  {
    watched: () => {
      stop = onConsoleChange(read);
      read();
    },
    unwatched: () => stop?.(),
  },
);

export const consoleSessions: ReadonlySignal<Record<string, ConsoleSession>> = sessions;

/**
 * The session of the console that belongs to the active profile's API; null while none is known. A problem of the
 * switch to another profile is over: nothing that is done about it would do anything.
 */
export const activeConsole: ReadonlySignal<ConsoleSession | null> = computed(() => {
  const ref = active.value.active;
  const session = ref && sessions.value[consoleOf(originOf(ref.connectionKey))];
  if (!session) return null;
  return sameRef(session.problem?.target ?? ref, ref) ? session : { ...session, problem: null };
});

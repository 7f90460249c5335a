import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from '../../../../../lib/domain/identity/connection.ts';

const state = vi.hoisted(() => ({
  sessions: null as unknown as { value: Record<string, unknown> },
  connections: null as unknown as { value: Connection[] },
}));
vi.mock('../../../../../lib/state/console.ts', () => {
  state.sessions = signal({});
  return { consoleSessions: state.sessions };
});
vi.mock('../../../../../lib/state/app-state.ts', async (original) => {
  state.connections = signal([]);
  return { ...(await original<object>()), connections: state.connections };
});

import { consoleToUse } from '../../../../../components/options/connect/console-to-use.ts';
import { modeWithin, offeredModes } from '../../../../../components/options/connect/ways-to-connect.tsx';
import { consoleOf } from '../../../../../lib/console/console-site.ts';
import { makeConnection } from '../../../domain/make.ts';

beforeEach(() => {
  state.sessions.value = {};
  state.connections.value = [];
});

describe('the way to connect that is shown', () => {
  it('is the chosen one, or else the first that is offered', () => {
    expect(modeWithin(['sign-in', 'token', 'console'], 'console')).toBe('console');
    expect(modeWithin(['console', 'sign-in', 'token'], '')).toBe('console');
    // Following a console isn't allowed.
    expect(modeWithin(['sign-in', 'token'], '')).toBe('sign-in');
    expect(modeWithin(['token'], 'sign-in')).toBe('token');
  });
});

describe('the way to connect that is offered first', () => {
  const ines = makeConnection('a');
  const first = () => offeredModes(consoleToUse())[0];
  const signInToConsole = () => {
    state.sessions.value = {
      [consoleOf(ines.origin)]: { api: ines.origin, connectionKey: ines.key },
    };
  };

  it('is the console’s session once it is known', () => {
    expect(first()).toBe('sign-in');
    signInToConsole();
    expect(first()).toBe('console');
  });

  it('isn’t the session of an account that is connected already, unless that needs a sign-in', () => {
    signInToConsole();
    state.connections.value = [makeConnection('b'), ines];
    expect(first()).toBe('sign-in');
    state.connections.value = [{ ...ines, state: 'needs-sign-in' }];
    expect(first()).toBe('console');
  });
});

import { signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';

const state = vi.hoisted(() => ({ sessions: null as unknown as { value: Record<string, unknown> } }));
vi.mock('../../../../../lib/state/console.ts', () => {
  state.sessions = signal({});
  return { consoleSessions: state.sessions };
});

import { consolePlaceText } from '../../../../../components/options/profile/console-place-text.ts';
import { consoleOf } from '../../../../../lib/console/console-site.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';

const connection = makeConnection('a');
const profile = makeProfile(connection, 'a'.repeat(24), 'Greenhouse');
const other = makeProfile(connection, 'b'.repeat(24), 'Acme Farms');
const isIn = ({ connectionKey, profileKey, name }: typeof profile, more = {}) => {
  state.sessions.value = {
    [consoleOf(connection.origin)]: {
      connectionKey,
      profileKey,
      profileName: name,
      email: 'x@acme.example',
      ...more,
    },
  };
};

it('says where the console is, unless that is this profile or isn’t known', () => {
  expect(consolePlaceText(profile)).toBeNull();
  isIn(profile);
  expect(consolePlaceText(profile)).toBeNull();
  isIn(other);
  expect(consolePlaceText(profile)).toBe('Console: in Acme Farms');
  isIn(other, { moved: true });
  expect(consolePlaceText(profile)).toBe('Console: profile not known yet');
  isIn(makeProfile(makeConnection('z'), 'c'.repeat(24), 'Else'));
  expect(consolePlaceText(profile)).toBe('Console: signed in as x@acme.example');
});

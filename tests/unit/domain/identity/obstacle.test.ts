import { expect, it } from 'vitest';
import { type ObstacleFacts, obstacleOf } from '../../../../lib/domain/identity/obstacle.ts';

const FINE: ObstacleFacts = {
  connection: { state: 'ok' },
  profile: { access: 'ok', ownCredential: 'none' },
  allowed: true,
  locked: false,
  online: true,
};
const denied = { access: 'denied', ownCredential: 'none' } as const;

it.each([
  ['nothing', {}, null],
  ['a blocked account, whose requests may still succeed', { connection: { state: 'blocked' } }, null],
  ['a policy that forbids the server, whatever else', { allowed: false, locked: true }, 'policy'],
  ['no network', { online: false }, 'offline'],
  ['locked, and no network', { locked: true, online: false }, 'locked'],
  ['no access to the profile', { profile: denied }, 'denied'],
  ['no access, but a token of its own', { profile: { ...denied, ownCredential: 'pasted' } }, null],
  ['no access, which only the passphrase can change', { profile: denied, locked: true }, 'locked'],
  ['signed out, and locked', { connection: { state: 'needs-sign-in' }, locked: true }, 'needs-sign-in'],
  ['no access to the host', { connection: { state: 'host-permission' } }, 'host-permission'],
  [
    'no account is needed, and no network',
    { connection: undefined, profile: undefined, online: false },
    'offline',
  ],
] as const)('%s', (_, change, obstacle) => {
  expect(obstacleOf({ ...FINE, ...change })).toBe(obstacle);
});

import { expect, it } from 'vitest';
import { credentialText } from '../../../../../components/options/settings/credential-text.ts';
import type { Failure } from '../../../../../lib/domain/failure.ts';
import type { Connection, CredentialLoss } from '../../../../../lib/domain/identity/connection.ts';
import { makeConnection } from '../../../domain/make.ts';

const DAY = 86_400_000;

const textOf = (kind: Connection['credential']['kind'], failure: Failure | null = null) => {
  const connection = makeConnection('a');
  return credentialText({
    ...connection,
    credential: { ...connection.credential, kind, name: 'Extension', expiresAt: 100 * DAY },
    state: failure ? 'needs-sign-in' : 'ok',
    failure: failure && { failure, at: DAY },
  });
};

it('a credential is said to expire, or, once the platform refused it, to be no longer valid', () => {
  expect(textOf('issued')).toMatch(/^Created by the extension · Extension · expires .*1970/);
  expect(textOf('pasted', { code: 'unauthorized' })).toBe('Pasted by you · Extension · no longer valid');
});

it.each<[Connection['credential']['kind'], CredentialLoss]>([
  ['issued', 'database'],
  ['issued', 'database-with-passphrase'],
  ['pasted', 'backup'],
  ['issued', 'erased'],
  ['console', 'session'],
])(
  'a credential (%s) that was lost (%s) isn’t said to be refused, as it may still be valid',
  (kind, detail) => {
    expect(textOf(kind, { code: 'credential-lost', detail })).not.toMatch(/no longer valid|expires/);
  },
);

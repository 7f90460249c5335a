import { afterEach, expect, it } from 'vitest';
import { requestWhileLocked } from '../../../../components/popup/action-request.ts';
import { showStatus, status } from '../../../../components/popup/status-message.ts';
import { vaultSignal } from '../../../../lib/state/store-signals.ts';
import { makeConnection, makeProfile } from '../../domain/make.ts';

const connection = makeConnection('a');
const profile = makeProfile(connection, 'a'.repeat(24), 'Production');
const OPEN = { passphrase: true, locked: false, lacksPassphrase: false };

afterEach(() => {
  showStatus(null);
  vaultSignal.value = { ...OPEN, passphrase: false };
});

it('forgets what was asked for while locked once the vault is unlocked elsewhere', () => {
  vaultSignal.value = { ...OPEN, locked: true };
  requestWhileLocked.value = { connectionKey: connection.key, profile, copies: true };
  showStatus({ tone: 'info', icon: 'lock', text: 'Unlock to copy the token of Production.' });
  vaultSignal.value = OPEN;
  expect([status.value, requestWhileLocked.value]).toEqual([null, null]);
  vaultSignal.value = { ...OPEN, locked: true };
  expect(requestWhileLocked.value).toBeNull();
});

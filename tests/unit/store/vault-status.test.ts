import { expect, it, vi } from 'vitest';
import { HOUR_MS } from '../../../lib/domain/time.ts';
import { getVaultStatus } from '../../../lib/store/vault-status.ts';
import { setPassphrase } from '../../../lib/vault/change-passphrase.ts';
import { withFreshVault } from '../vault/fresh-vault.ts';

withFreshVault(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) });
  await setPassphrase('correct horse battery', null);
});

it('a clock that is set back does not keep the vault open, and a correction by seconds does not lock it', async () => {
  vi.setSystemTime(Date.now() - 10_000);
  expect((await getVaultStatus()).locked).toBe(false);
  vi.setSystemTime(Date.now() - HOUR_MS);
  expect((await getVaultStatus()).locked).toBe(true);
});

import { beforeEach, expect, it, vi } from 'vitest';
import { forEachProfile } from '../../../lib/actions/for-each-profile.ts';
import { readErrors } from '../../../lib/diagnostics/error-log.ts';
import { FailureError } from '../../../lib/domain/failure.ts';
import type { ProfileRef } from '../../../lib/domain/identity/keys.ts';
import { connectionRow, profileRow } from '../store/rows.ts';
import { freshBrowser } from './fresh-browser.ts';

const { key } = connectionRow(1);
const refs: ProfileRef[] = [1, 2, 3].map((n) => profileRow(key, n));
const failing =
  (errors: Error[]) =>
  async ({ profileKey }: ProfileRef) => {
    const error = errors[refs.findIndex((ref) => ref.profileKey === profileKey)];
    if (error) throw error;
  };

beforeEach(freshBrowser);

it('records the unexpected error of one profile, which no page can describe, and no failure that is shown', async () => {
  await forEachProfile(refs, failing([new RangeError('damaged row'), new FailureError({ code: 'denied' })]));
  await vi.waitFor(async () => expect(await readErrors()).toHaveLength(1));
  expect(await readErrors()).toMatchObject([{ where: 'forEachProfile', code: 'RangeError' }]);
});

it('throws when all failed, and leaves that to whoever catches it', async () => {
  const error = new RangeError('damaged row');
  await expect(forEachProfile(refs, failing([error, error, error]))).rejects.toBe(error);
  expect(await readErrors()).toEqual([]);
});

import { expect, it } from 'vitest';
import { loadedOf } from '../../../../../components/options/shared/load-progress.tsx';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';

const row = (access: 'ok' | 'denied', fetchedAt: number | null = null) =>
  ({ profile: { access }, team: { fetchedAt }, tokens: undefined }) as unknown as ProfileRow;

it('a profile that can’t be loaded isn’t counted, unless it was loaded before', () => {
  const denied = Array.from({ length: 4 }, () => row('denied'));
  const read = Array.from({ length: 3 }, () => row('ok', 1));
  const missing = Array.from({ length: 3 }, () => row('ok'));
  const all = [...denied, ...read, ...missing];
  expect(loadedOf(all, 'team')).toEqual({ missing, loaded: 3, total: 6 });
  expect(loadedOf([...all, row('denied', 1)], 'team')).toMatchObject({ loaded: 4, total: 7 });
  expect(loadedOf(all, 'tokens')).toMatchObject({ loaded: 0, total: 6 });
});

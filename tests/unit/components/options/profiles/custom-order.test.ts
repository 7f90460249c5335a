import { expect, it, vi } from 'vitest';

const announce = vi.hoisted(() => vi.fn());
vi.mock('../../../../../components/ui/toast.tsx', () => ({ announce }));
vi.mock('../../../../../components/ui/send-move.ts', () => ({
  isMoving: () => false,
  sendMove: () => Promise.resolve({ ok: true }),
}));

import { moveRow } from '../../../../../components/options/profiles/custom-order.ts';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { connectionRow, profileRow } from '../../../store/rows.ts';

it('says which of two profiles of one name was moved', async () => {
  const [first, second] = [1, 2].map((n) => ({
    profile: { ...profileRow(connectionRow(1).key, n), name: 'Plant' },
    disambiguationTags: [`Account ${n}`],
  })) as unknown as [ProfileRow, ProfileRow];
  await moveRow([first, second], first, second, 'after');
  expect(announce.mock.calls).toEqual([['Plant (Account 1) is now 2 of 2.']]);
});

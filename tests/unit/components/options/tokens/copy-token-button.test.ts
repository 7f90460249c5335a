import type { VNode } from 'preact';
import { afterEach, expect, it, vi } from 'vitest';

// A component that is drawn again by hand: its state is what was set last.
const drawn = vi.hoisted(() => ({ done: false, ref: { current: undefined } }));
vi.mock('preact/hooks', async (original) => ({
  ...(await original<object>()),
  useRef: () => drawn.ref,
  useState: () => [
    drawn.done,
    (done: boolean) => {
      drawn.done = done;
    },
  ],
}));
vi.mock('../../../../../components/ui/toast.tsx', () => ({ announce: () => {} }));
vi.mock('../../../../../components/ui/use-send.ts', () => ({
  useSend: () => ({
    busy: false,
    run: () => Promise.resolve({ ok: true, value: { name: 'Gateway', permission: 'read' } }),
  }),
}));

import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { CopyDefaultTokenButton } from '../../../../../components/options/tokens/copy-token-button.tsx';
import { connectionRow, profileRow } from '../../../store/rows.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('each copy is confirmed for as long as the first one, also if it comes soon after', async () => {
  vi.useFakeTimers();
  const row = {
    profile: profileRow(connectionRow(1).key, 1),
    disambiguationTags: [],
  } as unknown as ProfileRow;
  const button = () =>
    (CopyDefaultTokenButton({ row }) as VNode<{ icon: string; onClick(): Promise<void> }>).props;
  await button().onClick();
  vi.advanceTimersByTime(1000);
  await button().onClick();
  vi.advanceTimersByTime(1000);
  expect(button().icon).toBe('check');
  vi.advanceTimersByTime(500);
  expect(button().icon).toBe('copy');
});

import type { Signal } from '@preact/signals';
import { expect, it, vi } from 'vitest';

// A component that is drawn again by hand: its state is what was set last.
const drawn = vi.hoisted(() => ({ state: undefined as unknown, effect: () => {}, send: vi.fn() }));
vi.mock('preact/hooks', () => ({
  useEffect: (effect: () => void) => {
    drawn.effect = effect;
  },
  useState: (initial: unknown) => [
    drawn.state ?? initial,
    (next: unknown) => {
      drawn.state = next;
    },
  ],
}));
vi.mock('../../../../../lib/messages/client.ts', async (original) => ({
  ...(await original<object>()),
  send: drawn.send,
}));
vi.mock('../../../../../lib/state/obstacle.ts', async () => {
  const { signal } = await import('@preact/signals');
  return { isReadyToRead: signal(true) };
});

import type { HistorySeries } from '../../../../../components/options/usage/history-choice.ts';
import { useReadHistory } from '../../../../../components/options/usage/use-read-history.ts';
import { isReadyToRead } from '../../../../../lib/state/obstacle.ts';
import { connectionRow, profileRow } from '../../../store/rows.ts';

const allSeries = [
  { ref: profileRow(connectionRow(1).key, 1), from: 0, to: 1 },
] as unknown as HistorySeries[];
const read = () => useReadHistory(allSeries, { by: 'day' });

it('a failure is over once nothing can be read, which is then said instead', async () => {
  const failure = { code: 'timeout' };
  drawn.send.mockResolvedValue({ ok: false, failure });
  read();
  drawn.effect();
  await vi.waitFor(() => expect(read()).toEqual({ busy: false, failure, isComplete: false }));
  (isReadyToRead as unknown as Signal<boolean>).value = false;
  expect(read()).toEqual({ busy: false, failure: null, isComplete: false });
});

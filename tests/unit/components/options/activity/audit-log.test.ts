import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AuditLog } from '../../../../../components/options/activity/audit-log.tsx';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import type { Obstacle } from '../../../../../lib/domain/identity/obstacle.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

const page = vi.hoisted(() => ({
  states: [] as unknown[],
  next: 0,
  draft: {} as Record<string, string>,
  obstacle: null as Obstacle | null,
  search: vi.fn(),
}));

// What a component keeps from one drawing to the next; see `draw`.
vi.mock('preact/hooks', () => ({
  useRef: <Value>(first: Value) => {
    const index = page.next++;
    page.states[index] ??= { current: first };
    return page.states[index];
  },
  useState: <Value>(first: Value) => {
    const index = page.next++;
    page.states[index] ??= first;
    return [page.states[index], (value: Value) => (page.states[index] = value)];
  },
  useEffect: (effect: () => void, inputs: unknown[]) => {
    const index = page.next++;
    const before = page.states[index];
    page.states[index] = String(inputs);
    if (before !== page.states[index]) effect();
  },
}));
vi.mock('../../../../../components/ui/use-draft.ts', () => ({
  useDraft: (_name: string, first: Record<string, string>) => [{ ...first, ...page.draft }, () => {}],
}));
vi.mock('../../../../../components/ui/use-submit.ts', () => ({
  useSubmit: () => ({ busy: false, failure: null, run: page.search }),
}));
vi.mock('../../../../../lib/state/obstacle.ts', async (original) => ({
  ...(await original<object>()),
  obstacleToProfile: () => page.obstacle,
}));

const connection = makeConnection('a');
const profileRow = { profile: makeProfile(connection, 'f'.repeat(24), 'Demo'), connection } as ProfileRow;
const draw = () => {
  page.next = 0;
  AuditLog({ profileRow });
};

describe('the audit log', () => {
  beforeEach(async () => {
    page.states = [];
    page.draft = {};
    page.obstacle = null;
    page.search.mockReset();
    page.search.mockImplementation(({ period }) =>
      Promise.resolve({ ok: true, value: { events: [], period } }),
    );
    draw();
    await vi.waitFor(() => expect(page.search).toHaveBeenCalledTimes(1));
    await page.search.mock.results[0]?.value;
  });

  function afterLockWith(chosen: Record<string, string>): void {
    page.obstacle = 'locked';
    draw();
    page.draft = chosen;
    draw();
    expect(page.search).toHaveBeenCalledTimes(1);
    page.obstacle = null;
    draw();
  }

  it('is searched once unlocked for a period that was chosen while locked', () => {
    afterLockWith({ period: '1' });
    expect(page.search).toHaveBeenCalledTimes(2);
    expect(page.search).toHaveBeenLastCalledWith(
      expect.objectContaining({ period: expect.objectContaining({ period: '1' }) }),
    );
  });

  it('is searched again neither for the period that is shown nor for days, which wait for the button', () => {
    afterLockWith({ period: '7' });
    expect(page.search).toHaveBeenCalledTimes(1);
    afterLockWith({ period: 'days' });
    expect(page.search).toHaveBeenCalledTimes(1);
  });
});

import { expect, it, vi } from 'vitest';
import { useAllocation } from '../../../../../components/options/allocation/use-allocation.ts';
import type { Allocation, LimitChange } from '../../../../../lib/domain/billing/allocation.ts';
import { type ApiOrigin, connectionKeyOf } from '../../../../../lib/domain/identity/keys.ts';

const page = vi.hoisted(() => ({
  states: [] as unknown[],
  next: 0,
  draft: {} as Record<string, string>,
  answer: vi.fn(),
  mounted: true,
  announce: vi.fn(),
}));

// What a component keeps from one drawing to the next; see `drawn`.
vi.mock('preact/hooks', () => ({
  useMemo: <Value>(make: () => Value) => make(),
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
}));
vi.mock('../../../../../components/ui/use-draft.ts', () => ({
  readDraft: () => page.draft,
  useDraft: (_name: string, first: Record<string, string>) => [
    { ...first, ...page.draft },
    (change: Record<string, string>) => Object.assign(page.draft, change),
  ],
}));
vi.mock('../../../../../components/ui/use-send.ts', () => ({
  useSend: () => ({ busy: false, failure: null, run: page.answer, clear: () => {} }),
}));

vi.mock('../../../../../components/ui/use-is-mounted.ts', () => ({ useIsMounted: () => () => page.mounted }));
vi.mock('../../../../../components/ui/toast.tsx', () => ({ announce: page.announce }));

function drawn(stored: Allocation) {
  page.next = 0;
  return useAllocation(connectionKeyOf('https://api.us-e1.tago.io' as ApiOrigin, 'a'), stored);
}
const raised = (profileId: string): LimitChange => ({ profileId, service: 'input', from: 10, to: 20 });
const limits = (p: number, q: number): Allocation => ({ p: { input: p }, q: { input: q } });

it('what is typed before the page has read a save is compared with what was saved', async () => {
  page.states = [];
  page.draft = {};
  const inStore = limits(10, 10);
  drawn(inStore).setLimits('input', { p: 20 });
  page.answer.mockResolvedValue({ ok: true, value: { conflicts: [], sent: [raised('p')] } });
  expect(await drawn(inStore).save()).toBe('saved');
  // Back to what the page still has from before the save.
  drawn(inStore).setLimits('input', { p: 10 });
  expect(drawn(inStore).changes).toEqual([{ profileId: 'p', service: 'input', from: 20, to: 10 }]);
  expect(drawn(limits(20, 10)).changes).toEqual([{ profileId: 'p', service: 'input', from: 20, to: 10 }]);
});

function afterSave() {
  page.states = [];
  page.draft = { saved: JSON.stringify([raised('p'), raised('q')]) };
}

it('an undo that finds a limit changed elsewhere becomes a draft of all that it restores with “Use mine”', async () => {
  afterSave();
  const conflict = { profileId: 'p', service: 'input', from: 20, current: 30, to: 10 };
  page.answer.mockResolvedValue({ ok: true, value: { conflicts: [conflict], sent: [] } });
  expect(await drawn(limits(20, 20)).undo()).toBe('failed');
  // The background has read the limits again.
  const editor = drawn(limits(30, 20));
  expect(editor.conflicts).toEqual([conflict]);
  editor.resolve('mine');
  expect(drawn(limits(30, 20)).changes).toEqual([
    { profileId: 'q', service: 'input', from: 20, to: 10 },
    { profileId: 'p', service: 'input', from: 30, to: 10 },
  ]);
  expect(drawn(limits(30, 20)).conflicts).toEqual([]);
});

it('an undo with a conflict keeps all that it restores, also beside a limit that was typed and is so by now', async () => {
  afterSave();
  const typed = [{ profileId: 'r', service: 'input', from: 1, to: 7 }];
  page.draft = { ...page.draft, edits: JSON.stringify(typed) };
  const conflict = { profileId: 'p', service: 'input', from: 20, current: 30, to: 10 };
  page.answer.mockResolvedValue({ ok: true, value: { conflicts: [conflict], sent: [] } });
  const stored = (p: number): Allocation => ({ ...limits(p, 20), r: { input: 7 } });
  await drawn(stored(20)).undo();
  drawn(stored(30)).resolve('mine');
  expect(drawn(stored(30)).changes.map(({ profileId }) => profileId)).toEqual(['q', 'p']);
});

it('“Keep theirs” leaves such a limit, and the rest can still be undone', async () => {
  afterSave();
  const conflict = { profileId: 'p', service: 'input', from: 20, current: 30, to: 10 };
  page.answer.mockResolvedValue({ ok: true, value: { conflicts: [conflict], sent: [] } });
  await drawn(limits(20, 20)).undo();
  drawn(limits(30, 20)).resolve('theirs');
  expect(drawn(limits(30, 20)).changes).toEqual([]);
  expect(drawn(limits(30, 20)).undoable?.changes).toEqual([
    { profileId: 'q', service: 'input', from: 20, to: 10 },
  ]);
});

it('a save that found limits changed elsewhere says so, also when the page was left meanwhile', async () => {
  afterSave();
  const conflict = { profileId: 'p', service: 'input', from: 20, current: 30, to: 10 };
  page.answer.mockResolvedValue({ ok: true, value: { conflicts: [conflict], sent: [] } });
  page.announce.mockClear();
  const { undo } = drawn(limits(20, 20));
  page.mounted = false;
  await undo();
  page.mounted = true;
  expect(page.announce).toHaveBeenCalledOnce();
});

it('a limit that is reset to what somebody else has stored meanwhile is no change anymore', () => {
  page.states = [];
  page.draft = {};
  drawn(limits(10, 10)).setLimits('input', { p: 15 });
  drawn(limits(20, 10)).setLimits('input', { p: 20 });
  expect(drawn(limits(30, 10)).changes).toEqual([]);
});

it('what was typed for a profile that is gone keeps nothing from being saved', () => {
  page.states = [];
  page.draft = {};
  drawn(limits(10, 10)).setInvalid({ profileId: 'p', service: 'input', text: '500k' });
  expect(drawn(limits(10, 10)).invalid).toHaveLength(1);
  expect(drawn({ q: { input: 10 } }).invalid).toEqual([]);
});

import { h } from 'preact';
import { beforeEach, expect, it, vi } from 'vitest';
import {
  type AllocationEditor,
  useAllocation,
} from '../../../../../components/options/allocation/use-allocation.ts';
import type { Allocation, LimitChange } from '../../../../../lib/domain/billing/allocation.ts';
import { type ApiOrigin, connectionKeyOf } from '../../../../../lib/domain/identity/keys.ts';
import { draw, openFakePage, paint } from '../../fake-page.ts';

const page = vi.hoisted(() => ({
  /** What the page keeps through a reload; as many characters as fit. */
  storage: new Map<string, string>(),
  maxLength: Number.POSITIVE_INFINITY,
  answer: vi.fn(),
  announce: vi.fn(),
}));

vi.mock('../../../../../components/ui/use-send.ts', () => ({
  useSend: () => ({ busy: false, failure: null, run: page.answer, clear: () => {} }),
}));
vi.mock('../../../../../components/ui/toast.tsx', () => ({ announce: page.announce }));

beforeEach(() => {
  page.storage.clear();
  page.maxLength = Number.POSITIVE_INFINITY;
  page.announce.mockClear();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => page.storage.get(name) ?? null,
    setItem: (name: string, text: string) => {
      if (text.length > page.maxLength) throw new DOMException('full', 'QuotaExceededError');
      page.storage.set(name, text);
    },
  });
  openFakePage();
});

let editor: AllocationEditor;
function Editor({ stored }: { stored: Allocation }) {
  editor = useAllocation(connectionKeyOf('https://api.us-e1.tago.io' as ApiOrigin, 'a'), stored);
  return null;
}

/** Returns the editor of the page, drawn with what is stored. */
function drawn(stored: Allocation): AllocationEditor {
  draw(h(Editor, { stored }));
  paint();
  return editor;
}
const raised = (profileId: string): LimitChange => ({ profileId, service: 'input', from: 10, to: 20 });
const limits = (p: number, q: number): Allocation => ({ p: { input: p }, q: { input: q } });

it('what is typed before the page has read a save is compared with what was saved', async () => {
  const inStore = limits(10, 10);
  drawn(inStore).setLimits('input', { p: 20 });
  page.answer.mockResolvedValue({ ok: true, value: { conflicts: [], sent: [raised('p')] } });
  expect(await drawn(inStore).save()).toBe('saved');
  // Back to what the page still has from before the save.
  drawn(inStore).setLimits('input', { p: 10 });
  expect(drawn(inStore).changes).toEqual([{ profileId: 'p', service: 'input', from: 20, to: 10 }]);
  expect(drawn(limits(20, 10)).changes).toEqual([{ profileId: 'p', service: 'input', from: 20, to: 10 }]);
});

/** Raises both limits, and saves that. */
async function save(): Promise<void> {
  const { setLimits } = drawn(limits(10, 10));
  setLimits('input', { p: 20, q: 20 });
  page.answer.mockResolvedValue({ ok: true, value: { conflicts: [], sent: [raised('p'), raised('q')] } });
  await drawn(limits(10, 10)).save();
}

it('an undo that finds a limit changed elsewhere becomes a draft of all that it restores with “Use mine”', async () => {
  await save();
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
  await save();
  drawn({ ...limits(20, 20), r: { input: 1 } }).setLimits('input', { r: 7 });
  const conflict = { profileId: 'p', service: 'input', from: 20, current: 30, to: 10 };
  page.answer.mockResolvedValue({ ok: true, value: { conflicts: [conflict], sent: [] } });
  const stored = (p: number): Allocation => ({ ...limits(p, 20), r: { input: 7 } });
  await drawn(stored(20)).undo();
  drawn(stored(30)).resolve('mine');
  expect(drawn(stored(30)).changes.map(({ profileId }) => profileId)).toEqual(['q', 'p']);
});

it('“Keep theirs” leaves such a limit, and the rest can still be undone', async () => {
  await save();
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
  await save();
  const conflict = { profileId: 'p', service: 'input', from: 20, current: 30, to: 10 };
  page.answer.mockResolvedValue({ ok: true, value: { conflicts: [conflict], sent: [] } });
  const { undo } = drawn(limits(20, 20));
  draw(null);
  paint();
  await undo();
  expect(page.announce).toHaveBeenCalledOnce();
});

it('a limit that is reset to what somebody else has stored meanwhile is no change anymore', () => {
  drawn(limits(10, 10)).setLimits('input', { p: 15 });
  drawn(limits(20, 10)).setLimits('input', { p: 20 });
  expect(drawn(limits(30, 10)).changes).toEqual([]);
});

it('what was typed for a profile that is gone keeps nothing from being saved', () => {
  drawn(limits(10, 10)).setInvalid({ profileId: 'p', service: 'input', text: '500k' });
  expect(drawn(limits(10, 10)).invalid).toHaveLength(1);
  expect(drawn({ q: { input: 10 } }).invalid).toEqual([]);
});

it('what is typed is complete, also when it no longer fits into what is kept through a reload', () => {
  const stored = { p: { input: 10, output: 10, sms: 10 } };
  drawn(stored).setLimits('input', { p: 20 });
  page.maxLength = [...page.storage.values()].join('').length;
  drawn(stored).setLimits('output', { p: 20 });
  // The next comes before the page is drawn again.
  editor.setLimits('sms', { p: 20 });
  expect(drawn(stored).changes.map(({ service }) => service)).toEqual(['input', 'output', 'sms']);
});

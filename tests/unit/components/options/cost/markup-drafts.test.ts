import type { Signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Markup } from '../../../../../lib/domain/billing/money.ts';
import type { Failure } from '../../../../../lib/domain/failure.ts';
import type { ProfileKey } from '../../../../../lib/domain/identity/keys.ts';

const stored = vi.hoisted(() => ({ rows: null as unknown }));
vi.mock('../../../../../lib/state/app-state.ts', async () => {
  const { signal } = await import('@preact/signals');
  stored.rows = signal(new Map());
  return { profilePreferences: stored.rows };
});

const [acme, barn] = ['acme', 'barn'] as ProfileKey[] as [ProfileKey, ProfileKey];
const rows = () => stored.rows as Signal<ReadonlyMap<ProfileKey, { markUp: Markup | null }>>;
const percent = (whole: number): Markup => ({ percentHundredths: whole * 100 });

/** The store of this page has a markup: written here, or elsewhere. */
function arrive(key: ProfileKey, markup: Markup | null): void {
  rows().value = new Map([...rows().value, [key, { markUp: markup }]]);
}

/** The background stores what it is sent, after `before`, or fails. */
function store({
  before = () => {},
  failure,
}: {
  before?: (key: ProfileKey, markup: Markup | null) => void;
  failure?: Failure;
} = {}) {
  const sent: [ProfileKey[], Markup | null][] = [];
  client.handleMessagesWith(async (_, data) => {
    const { profileKeys, change } = data as { profileKeys: ProfileKey[]; change: { markUp: Markup | null } };
    sent.push([profileKeys, change.markUp]);
    if (failure) return { ok: false, failure };
    for (const key of profileKeys) before(key, change.markUp);
    return { ok: true, value: null };
  });
  return sent;
}

let drafts: typeof import('../../../../../components/options/cost/markup-drafts.ts');
let client: typeof import('../../../../../lib/messages/client.ts');

beforeEach(async () => {
  vi.resetModules();
  client = await import('../../../../../lib/messages/client.ts');
  drafts = await import('../../../../../components/options/cost/markup-drafts.ts');
});

test('a markup that was stored is the one exported, before this page has read it', async () => {
  store();
  arrive(acme, percent(5));
  await drafts.saveMarkups([acme], percent(10));
  expect(drafts.storedMarkup(acme)).toEqual(percent(10));
  arrive(barn, percent(1));
  expect(drafts.storedMarkup(acme)).toEqual(percent(10));
});

test('a change from elsewhere replaces the markup that was stored here, and the old one can be typed again', async () => {
  const sent = store();
  await drafts.saveMarkups([acme], percent(10));
  arrive(acme, percent(10));
  arrive(acme, percent(20));
  expect(drafts.storedMarkup(acme)).toEqual(percent(20));
  drafts.putMarkupDraft(acme, { kind: 'percent', text: '10', isInvalid: false });
  await drafts.saveMarkupDraft(acme);
  expect(sent.at(-1)).toEqual([[acme], percent(10)]);
  expect(sent).toHaveLength(2);
});

test('a change from elsewhere also wins if the page read the stored markup before the response', async () => {
  store({ before: arrive });
  arrive(acme, percent(5));
  await drafts.saveMarkups([acme], percent(10));
  arrive(acme, percent(5));
  expect(drafts.storedMarkup(acme)).toEqual(percent(5));
});

test('setting one markup for all is one change, which replaces drafts once it is stored', async () => {
  const draft = { kind: 'percent', text: '7', isInvalid: false } as const;
  for (const key of [acme, barn]) drafts.putMarkupDraft(key, draft);
  store({ failure: { code: 'timeout' } });
  expect((await drafts.saveMarkups([acme], percent(10))).ok).toBe(false);
  expect(drafts.markupDrafts.value.size).toBe(2);
  const sent = store();
  await drafts.saveMarkups([acme, barn], percent(10));
  expect(sent).toEqual([[[acme, barn], percent(10)]]);
  expect(drafts.markupDrafts.value.size).toBe(0);
});

test('a markup for all replaces those that are another one, not the same or none', () => {
  arrive(acme, percent(5));
  arrive(barn, null);
  expect(drafts.withOtherMarkup([acme, barn], percent(10))).toEqual([acme]);
  expect(drafts.withOtherMarkup([acme, barn], null)).toEqual([acme]);
  expect(drafts.withOtherMarkup([acme, barn], percent(5))).toEqual([]);
});

test('a draft typed while a markup is being stored is kept', async () => {
  const later = { kind: 'percent', text: '8', isInvalid: false } as const;
  drafts.putMarkupDraft(acme, { ...later, text: '7' });
  store({ before: () => drafts.putMarkupDraft(acme, later) });
  await drafts.saveMarkups([acme], percent(10));
  expect(drafts.markupDrafts.value.get(acme)).toBe(later);
});

test.each<['percent' | 'cents', string, Markup | undefined]>([
  ['percent', '5', { percentHundredths: 500 }],
  ['percent', '20 %', { percentHundredths: 2000 }],
  ['percent', '$5', undefined],
  ['percent', 'US$ 5', undefined],
  ['percent', 'R$ 5', undefined],
  ['percent', '5 $', undefined],
  ['percent', '5 US$', undefined],
  ['percent', 'USD 5', undefined],
  ['cents', '5 US$', { cents: 500 }],
  ['cents', 'USD 5', { cents: 500 }],
  ['cents', '$5', { cents: 500 }],
  ['cents', 'US$ 5', { cents: 500 }],
  ['cents', 'R$ 5', undefined],
  ['cents', '20 %', undefined],
  ['cents', '20%', undefined],
])('a markup as %s typed as “%s” is never taken for the other kind', (kind, text, markup) => {
  expect(drafts.parseMarkup(kind, text)).toEqual(markup);
});

import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { MAX_MARKUP, type Markup, parseHundredths } from '../../../lib/domain/billing/money.ts';
import type { Failure, Result } from '../../../lib/domain/failure.ts';
import type { ProfileKey } from '../../../lib/domain/identity/keys.ts';
import { decimalSeparator } from '../../../lib/i18n/money-text.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { profilePreferences } from '../../../lib/state/app-state.ts';

export type MarkupKind = 'none' | 'percent' | 'cents';

/** What is typed in a row and not stored yet; it outlives its row, which is only drawn while it is in view. */
export interface MarkupDraft {
  kind: MarkupKind;
  text: string;
  /** It was left, and is no markup. */
  isInvalid: boolean;
}

const drafts = signal<ReadonlyMap<ProfileKey, MarkupDraft>>(new Map());
export const markupDrafts: ReadonlySignal<ReadonlyMap<ProfileKey, MarkupDraft>> = drafts;

/** What is being stored. */
const saving = new Set<Promise<unknown>>();
/** Stored, and perhaps not shown yet. */
const saved = new Map<ProfileKey, Markup | null>();

effect(() => {
  for (const [key, markUp] of saved)
    if (isSame(profilePreferences.value.get(key)?.markUp ?? null, markUp)) saved.delete(key);
});

/** Notes what is typed; null: nothing is, what is stored is shown. */
export function putMarkupDraft(key: ProfileKey, draft: MarkupDraft | null): void {
  const next = new Map(drafts.value);
  if (draft) next.set(key, draft);
  else next.delete(key);
  drafts.value = next;
}

/** A profile's markup as it is stored, by what was stored last and not by when it is shown. */
export function storedMarkup(key: ProfileKey): Markup | null {
  return saved.get(key) ?? (saved.has(key) ? null : (profilePreferences.value.get(key)?.markUp ?? null));
}

/** Stores what is typed for a profile; what is no markup stays and is marked as such. */
export async function saveMarkupDraft(key: ProfileKey): Promise<Failure | null> {
  const draft = drafts.value.get(key);
  if (!draft) return null;
  const stored = storedMarkup(key);
  // A kind was chosen and nothing typed yet: that is no mistake where there was no markup.
  if (draft.kind !== 'none' && draft.text.trim() === '' && stored === null) return null;
  const markUp = parseMarkup(draft.kind, draft.text);
  if (markUp === undefined) {
    putMarkupDraft(key, { ...draft, isInvalid: true });
    return null;
  }
  const result = isSame(markUp, stored) ? null : await saveMarkups([key], markUp);
  if (result && !result.ok) return result.failure;
  // What was typed meanwhile is another draft.
  if (drafts.value.get(key) === draft) putMarkupDraft(key, null);
  return null;
}

/** Stores one markup for profiles, one after the other; ends at the first failure. */
export function saveMarkups(keys: readonly ProfileKey[], markUp: Markup | null): Promise<Result<null>> {
  const work = (async (): Promise<Result<null>> => {
    for (const profileKey of keys) {
      const result = await resultOf(() => send('setProfilePreferences', { profileKey, change: { markUp } }));
      if (!result.ok) return result;
      saved.set(profileKey, markUp);
    }
    return { ok: true, value: null };
  })();
  saving.add(work);
  void work.finally(() => saving.delete(work));
  return work;
}

/**
 * Stores everything typed and waits until it is stored, so that an export has what a person sees. Returns
 * the profiles whose field has no valid markup, and the first failure.
 */
export async function settleMarkups(): Promise<{ invalid: ProfileKey[]; failure: Failure | null }> {
  await Promise.all(saving);
  let failure: Failure | null = null;
  for (const key of drafts.value.keys()) failure = (await saveMarkupDraft(key)) ?? failure;
  const invalid = [...drafts.value].filter(([, { isInvalid }]) => isInvalid).map(([key]) => key);
  return { invalid, failure };
}

/** Returns what was typed as a markup; undefined when it is none. */
export function parseMarkup(kind: MarkupKind, text: string): Markup | null | undefined {
  if (kind === 'none') return null;
  const hundredths = parseHundredths(text, decimalSeparator());
  if (hundredths === null) return undefined;
  if (kind === 'cents') return hundredths <= MAX_MARKUP.cents ? { cents: hundredths } : undefined;
  return hundredths <= MAX_MARKUP.percentHundredths ? { percentHundredths: hundredths } : undefined;
}

function isSame(a: Markup | null, b: Markup | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

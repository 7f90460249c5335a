import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { MAX_MARKUP, type Markup, parseHundredths } from '../../../lib/domain/billing/money.ts';
import type { Failure, Result } from '../../../lib/domain/failure.ts';
import type { ProfileKey } from '../../../lib/domain/identity/keys.ts';
import { decimalSeparator } from '../../../lib/i18n/money-text.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { profilePreferences } from '../../../lib/state/app-state.ts';

export type MarkupKind = 'none' | 'percent' | 'cents';

/** What is typed in a row and not stored yet. Kept outside the row, which exists only while it is in view. */
export interface MarkupDraft {
  kind: MarkupKind;
  text: string;
  /** The field was left with a text that is no markup. */
  isInvalid: boolean;
}

const drafts = signal<ReadonlyMap<ProfileKey, MarkupDraft>>(new Map());
export const markupDrafts: ReadonlySignal<ReadonlyMap<ProfileKey, MarkupDraft>> = drafts;

/** The writes that have not ended yet. */
const saving = new Set<Promise<unknown>>();
/** Stored, and perhaps not in {@link profilePreferences} yet. */
const saved = new Map<ProfileKey, Markup | null>();

effect(() => {
  for (const [key, markUp] of saved)
    if (isSame(profilePreferences.value.get(key)?.markUp ?? null, markUp)) saved.delete(key);
});

/** Sets what is typed; null: nothing, the stored markup is shown. */
export function putMarkupDraft(key: ProfileKey, draft: MarkupDraft | null): void {
  const next = new Map(drafts.value);
  if (draft) next.set(key, draft);
  else next.delete(key);
  drafts.value = next;
}

/** Returns a profile's stored markup, including one that {@link profilePreferences} does not have yet. */
export function storedMarkup(key: ProfileKey): Markup | null {
  return saved.get(key) ?? (saved.has(key) ? null : (profilePreferences.value.get(key)?.markUp ?? null));
}

/** Stores what is typed for a profile; an invalid text stays and is marked. Returns the failure of storing it. */
export async function saveMarkupDraft(key: ProfileKey): Promise<Failure | null> {
  const draft = drafts.value.get(key);
  if (!draft) return null;
  const stored = storedMarkup(key);
  // A kind was chosen and nothing typed yet: not invalid where there was no markup.
  if (draft.kind !== 'none' && draft.text.trim() === '' && stored === null) return null;
  const markUp = parseMarkup(draft.kind, draft.text);
  if (markUp === undefined) {
    putMarkupDraft(key, { ...draft, isInvalid: true });
    return null;
  }
  const result = isSame(markUp, stored) ? null : await saveMarkups([key], markUp);
  if (result && !result.ok) return result.failure;
  // What was typed meanwhile is another draft, and stays.
  if (drafts.value.get(key) === draft) putMarkupDraft(key, null);
  return null;
}

/** Stores one markup for several profiles, one by one; stops at the first failure and returns it. */
export function saveMarkups(keys: readonly ProfileKey[], markUp: Markup | null): Promise<Result<null>> {
  const write = (async (): Promise<Result<null>> => {
    for (const profileKey of keys) {
      const result = await resultOf(() => send('setProfilePreferences', { profileKey, change: { markUp } }));
      if (!result.ok) return result;
      saved.set(profileKey, markUp);
    }
    return { ok: true, value: null };
  })();
  saving.add(write);
  void write.finally(() => saving.delete(write));
  return write;
}

/**
 * Stores everything typed and waits until it is stored, so that an export has what a person sees. Returns
 * the profiles whose field has no valid markup, and the last failure.
 */
export async function settleMarkups(): Promise<{ invalid: ProfileKey[]; failure: Failure | null }> {
  await Promise.all(saving);
  let failure: Failure | null = null;
  for (const key of drafts.value.keys()) failure = (await saveMarkupDraft(key)) ?? failure;
  const invalid = [...drafts.value].filter(([, { isInvalid }]) => isInvalid).map(([key]) => key);
  return { invalid, failure };
}

/** Returns the markup that was typed (null for kind `none`); undefined if it is invalid. */
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

import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { isInDollars, MAX_MARKUP, type Markup, parseHundredths } from '../../../lib/domain/billing/money.ts';
import type { Failure, Result } from '../../../lib/domain/failure.ts';
import type { ProfileKey } from '../../../lib/domain/identity/keys.ts';
import { isSame } from '../../../lib/domain/json.ts';
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
/** Stored, and not in {@link profilePreferences} yet, which still have the markup `before`. */
const saved = new Map<ProfileKey, { markup: Markup | null; before: Markup | null }>();

effect(() => {
  // Read whatever is in `saved`, or the effect would never run again. Once they change, they are right, also about a
  // change from elsewhere.
  void profilePreferences.value;
  for (const [key, { before }] of saved) if (!isSame(readMarkup(key), before)) saved.delete(key);
});

function readMarkup(key: ProfileKey): Markup | null {
  return profilePreferences.value.get(key)?.markUp ?? null;
}

/** Sets what is typed; null: nothing, the stored markup is shown. */
export function putMarkupDraft(key: ProfileKey, draft: MarkupDraft | null): void {
  const next = new Map(drafts.value);
  if (draft) next.set(key, draft);
  else next.delete(key);
  drafts.value = next;
}

/** Returns a profile's stored markup, including one that {@link profilePreferences} does not have yet. */
export function storedMarkup(key: ProfileKey): Markup | null {
  const pending = saved.get(key);
  return pending ? pending.markup : readMarkup(key);
}

/** Stores what is typed for a profile; an invalid text stays and is marked. Returns the failure of storing it. */
export async function saveMarkupDraft(key: ProfileKey): Promise<Failure | null> {
  const draft = drafts.value.get(key);
  if (!draft) return null;
  const stored = storedMarkup(key);
  // A kind was chosen and nothing typed yet: not invalid where there was no markup.
  if (draft.kind !== 'none' && draft.text.trim() === '' && stored === null) return null;
  const markup = parseMarkup(draft.kind, draft.text);
  if (markup === undefined) {
    putMarkupDraft(key, { ...draft, isInvalid: true });
    return null;
  }
  if (isSame(markup, stored)) {
    putMarkupDraft(key, null);
    return null;
  }
  const result = await saveMarkups([key], markup);
  return result.ok ? null : result.failure;
}

/** Returns those of some profiles that have a markup which `markup` would replace. */
export function withOtherMarkup(keys: readonly ProfileKey[], markup: Markup | null): ProfileKey[] {
  return keys.filter((key) => {
    const stored = storedMarkup(key);
    return stored !== null && !isSame(stored, markup);
  });
}

/**
 * Stores one markup for several profiles, all of them or none. It replaces what is typed for them once it is stored, so
 * that a failure costs nothing typed.
 */
export function saveMarkups(keys: readonly ProfileKey[], markup: Markup | null): Promise<Result<null>> {
  const typed = drafts.value;
  const markupsBefore = new Map(keys.map((key) => [key, readMarkup(key)]));
  const write = (async (): Promise<Result<null>> => {
    const change = { markUp: markup };
    const result = await resultOf(() => send('setProfilePreferences', { profileKeys: [...keys], change }));
    if (!result.ok) return result;
    for (const [key, before] of markupsBefore)
      if (isSame(readMarkup(key), before)) saved.set(key, { markup, before });
    // What was typed meanwhile is another draft, and stays.
    drafts.value = new Map(
      [...drafts.value].filter(([key, draft]) => !markupsBefore.has(key) || typed.get(key) !== draft),
    );
    return result;
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

/**
 * Returns the markup that was typed (null for kind `none`); undefined if it is invalid. Dollars typed as a percentage,
 * or the reverse, are a slip that would be billed.
 */
export function parseMarkup(kind: MarkupKind, text: string): Markup | null | undefined {
  if (kind === 'none') return null;
  if (kind === 'percent' ? isInDollars(text) : text.includes('%')) return undefined;
  const hundredths = parseHundredths(text, decimalSeparator());
  if (hundredths === null) return undefined;
  if (kind === 'cents') return hundredths <= MAX_MARKUP.cents ? { cents: hundredths } : undefined;
  return hundredths <= MAX_MARKUP.percentHundredths ? { percentHundredths: hundredths } : undefined;
}

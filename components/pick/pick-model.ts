import { computed, signal } from '@preact/signals';
import { copyFailure, mayBeGone } from '../../lib/domain/copy-failure.ts';
import type { CopyFormat } from '../../lib/domain/copy-formats/copy-format.ts';
import type { Failure, Result, RuleKey } from '../../lib/domain/failure.ts';
import { type ProfileRef, refId, refOf } from '../../lib/domain/identity/keys.ts';
import { disambiguate } from '../../lib/domain/profiles/disambiguate.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { prepareSearch } from '../../lib/domain/text/plain-search.ts';
import { searchProfiles } from '../../lib/domain/text/search.ts';
import { type TokenId, tokenIdOf } from '../../lib/domain/tokens/token.ts';
import { sameToken } from '../../lib/domain/tokens/token-choice.ts';
import { labelText } from '../../lib/i18n/profile-text.ts';
import { resultOf, send } from '../../lib/messages/client.ts';
import type {
  CopiedSample,
  CopyPreview,
  OfferedToken,
  PendingCopy,
} from '../../lib/messages/protocol/docs.ts';
import { connections, loaded, profilePreferences, profiles, usage } from '../../lib/state/app-state.ts';
import { orderedProfiles } from '../ui/ordered-profiles.ts';
import { searchEntries } from '../ui/search-entries.ts';

/** How many rows are drawn; typing finds the others. */
const MAX_VISIBLE_ROWS = 100;

export interface PickRow {
  id: string;
  profile: Profile;
  ranges: [number, number][];
}

export const query = signal('');
export const highlighted = signal(0);
/** What is to be copied; null: not known yet. */
export const pending = signal<PendingCopy | null>(null);
/** The profile whose token is copied; null: not chosen yet. */
export const chosen = signal<ProfileRef | null>(null);
/** The last preview that was read, and for which format. */
const read = signal<{ format: CopyFormat | null; preview: CopyPreview } | null>(null);
export const format = signal<CopyFormat | null>(null);
/** The token that the person chose; null: the default one. */
export const token = signal<TokenId | null>(null);
export const fullAccepted = signal(false);
export const busy = signal(false);
export const failure = signal<Failure | null>(null);
export const copied = signal<CopiedSample | null>(null);

/** What would be copied; null while it isn't known for the chosen format. */
export const preview = computed(() => (read.value?.format === format.value ? read.value.preview : null));
/** The formats to choose from, also while the preview of one is being read. */
export const formats = computed(() => read.value?.preview.formats ?? []);

const byId = computed(() => new Map(profiles.value.map((profile) => [refId(profile), profile])));
/** As `ordered` lists them: a profile that several accounts see is one. */
export const disambiguators = computed(() => disambiguate(ordered.value, connections.value));
export const chosenProfile = computed(() =>
  chosen.value ? (byId.value.get(refId(chosen.value)) ?? null) : null,
);
/** Its name, with what disambiguates it; null: none is chosen, or it is gone. */
const chosenLabel = computed(
  () =>
    chosenProfile.value &&
    labelText(chosenProfile.value, disambiguators.value.get(refId(chosenProfile.value))),
);
/** True once the chosen profile was removed while the window is open. */
export const isChosenGone = computed(
  () => chosen.value !== null && loaded.value === 'all' && chosenProfile.value === null,
);
const isChosenToken = (one: OfferedToken) => token.value !== null && sameToken(one, token.value);

/** The token that will be copied; null: none fits. */
export const chosenToken = computed((): OfferedToken | null => {
  const offered = preview.value?.tokens ?? [];
  return offered.find((one) => (token.value ? isChosenToken(one) : one.isDefault)) ?? null;
});

/** Once all is read, fresh numbers move no row away from under the pointer, or another one under the highlight. */
const ordered = computed(() => orderedProfiles(loaded.value === 'all' ? usage.peek() : usage.value));
const index = computed(() =>
  prepareSearch(searchEntries(ordered.value, connections.value, profilePreferences.value)),
);
const found = computed((): PickRow[] =>
  searchProfiles(index.value, query.value).flatMap(({ id, ranges }) => {
    const profile = byId.value.get(id);
    return profile ? [{ id, profile, ranges }] : [];
  }),
);

/** The rows that are drawn. */
export const rows = computed(() => found.value.slice(0, MAX_VISIBLE_ROWS));
/** How many more rows the filter finds. */
export const hiddenCount = computed(() => found.value.length - rows.value.length);

export function setQuery(text: string): void {
  query.value = text;
  highlighted.value = 0;
}

export function moveHighlight(by: number): void {
  highlighted.value = Math.max(0, Math.min(rows.value.length - 1, highlighted.value + by));
}

/** Loads what the window was opened to copy. */
export async function load(): Promise<void> {
  const result = await resultOf(() => send('pendingCopy'));
  if (!result.ok) {
    failure.value = result.failure;
    return;
  }
  pending.value = result.value;
  token.value = result.value.token;
  if (result.value.profile) await chooseProfile(result.value.profile);
}

/** Chooses a profile and loads its preview; null: goes back to the list of profiles. */
export async function chooseProfile(profile: ProfileRef | null): Promise<void> {
  if (chosen.value) token.value = null;
  chosen.value = profile && refOf(profile);
  read.value = null;
  failure.value = null;
  fullAccepted.value = false;
  if (profile) await readPreview();
  else setQuery('');
}

/** Goes back to the list of profiles, and says why. */
export function leaveGoneProfile(): void {
  void chooseProfile(null);
  failure.value = { code: 'invalid-input', detail: 'rulePickGone' satisfies RuleKey };
}

export async function chooseFormat(next: CopyFormat): Promise<void> {
  format.value = next;
  failure.value = null;
  fullAccepted.value = false;
  await readPreview();
}

/** Reads what would be copied; a failure stays until then. */
export async function readPreview(): Promise<void> {
  const profile = chosen.value;
  if (!profile || !pending.value) return;
  const { at } = pending.value;
  const requested = format.value;
  const result = await resultOf(() => send('previewCopy', { ...profile, at, format: requested }));
  // The person chose another one meanwhile.
  if (chosen.value !== profile || format.value !== requested) return;
  if (!result.ok) {
    failure.value = result.failure;
    return;
  }
  failure.value = null;
  // A chosen token that doesn't fit the format gives way to the default one, which does.
  const { tokens } = result.value;
  if (token.value && requested && tokens.length > 0 && !tokens.some((one) => isChosenToken(one)))
    token.value = null;
  read.value = { format: requested, preview: result.value };
  const [first] = formats.value;
  if (first && (requested === null || !formats.value.includes(requested))) await chooseFormat(first);
}

/** Has the background copy what was chosen. */
export async function copy(): Promise<void> {
  const profile = chosen.value;
  if (!profile || !pending.value || !preview.value || busy.value) return;
  busy.value = true;
  failure.value = null;
  const { at } = pending.value;
  // As it is shown: others may have its name.
  const label = chosenLabel.peek();
  const choice = { at, token: chosenToken.value && tokenIdOf(chosenToken.value), format: format.value };
  const result: Result<CopiedSample> = await resultOf(() =>
    send('copyPending', { ...profile, ...choice, fullAccepted: fullAccepted.value }),
  );
  if (result.ok) copied.value = { ...result.value, profileName: label ?? result.value.profileName };
  else if (mayBeGone(result.failure)) {
    // The list has been read again: another one can be chosen from it, as if the window had just opened.
    token.value = null;
    fullAccepted.value = false;
    read.value = null;
    await readPreview();
  }
  busy.value = false;
  if (!result.ok) failure.value = copyFailure(result.failure);
}

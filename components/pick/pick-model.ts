import { computed, signal } from '@preact/signals';
import { type ProfileRef, refId } from '../../lib/domain/identity/keys.ts';
import type { Profile } from '../../lib/domain/identity/profile.ts';
import { disambiguate, oncePerProfile, orderProfiles } from '../../lib/domain/identity/profile-order.ts';
import { prepareSearch, searchProfiles } from '../../lib/domain/text/search.ts';
import { ownerText } from '../../lib/i18n/profile-text.ts';
import { send } from '../../lib/messages/client.ts';
import type { CopiedSample } from '../../lib/messages/protocol/docs.ts';
import {
  active,
  connections,
  month,
  profilePreferences,
  profiles,
  usage,
} from '../../lib/state/app-state.ts';
import { failureText } from '../ui/failure-text.ts';

/** As many rows are drawn; typing finds the others. */
const VISIBLE_ROWS = 100;

export interface PickRow {
  id: string;
  profile: Profile;
  ranges: [number, number][];
}

/** What became of the choice; null: none was made. */
export type Outcome = { copied: CopiedSample } | { trouble: string } | 'copying' | null;

export const query = signal('');
export const highlighted = signal(0);
export const outcome = signal<Outcome>(null);

const byId = computed(() => new Map(profiles.value.map((profile) => [refId(profile), profile])));
export const apart = computed(() => disambiguate(profiles.value, connections.value));

const ordered = computed(() => {
  const { active: ref, recents } = active.value;
  const context = {
    active: ref,
    recents,
    preferences: profilePreferences.value,
    usage: usage.value,
    now: month.value,
  };
  return oncePerProfile(orderProfiles(profiles.value, context), ref);
});
const index = computed(() =>
  prepareSearch(
    ordered.value.map((profile) => ({
      id: refId(profile),
      name: profile.name,
      extra: [profile.id, profile.shared ? ownerText(profile) : ''],
    })),
  ),
);
const found = computed((): PickRow[] =>
  searchProfiles(index.value, query.value).flatMap(({ id, ranges }) => {
    const profile = byId.value.get(id);
    return profile ? [{ id, profile, ranges }] : [];
  }),
);

/** The rows that are drawn, and how many more the filter finds. */
export const rows = computed(() => found.value.slice(0, VISIBLE_ROWS));
export const more = computed(() => found.value.length - rows.value.length);

export function setQuery(text: string): void {
  query.value = text;
  highlighted.value = 0;
}

export function moveHighlight(by: number): void {
  highlighted.value = Math.max(0, Math.min(rows.value.length - 1, highlighted.value + by));
}

/** Has the background copy the waiting sample with a token of this profile. */
export async function choose({ connectionKey, profileKey }: ProfileRef): Promise<void> {
  if (outcome.value === 'copying') return;
  outcome.value = 'copying';
  try {
    const answer = await send('copyWaitingSample', { connectionKey, profileKey });
    outcome.value = answer.ok ? { copied: answer.value } : { trouble: failureText(answer.failure) };
  } catch {
    outcome.value = { trouble: failureText({ code: 'internal' }) };
  }
}

import type { Connection } from '../identity/connection.ts';
import { refId, sameRef } from '../identity/keys.ts';
import { type Disambiguator, disambiguate } from '../profiles/disambiguate.ts';
import { hasCustomOrder } from '../profiles/position.ts';
import type { Profile } from '../profiles/profile.ts';
import { byConnectionThenPosition, byName, oncePerProfile, orderOnce } from '../profiles/profile-order.ts';
import { countTags } from '../profiles/tag.ts';
import type { ProfilePreferences } from '../settings/profile-preferences.ts';
import type { ActiveProfile } from '../settings/settings.ts';
import { type RiskSummary, riskById, summarizeRisk } from '../usage/at-risk.ts';
import { matrixColumns, matrixProfileOf, orderMatrix } from '../usage/matrix.ts';
import { monthOf } from '../usage/month.ts';
import { newestForEach } from '../usage/newest-usage.ts';
import { lastingCauseOf } from '../usage/stale-usage.ts';
import type { Usage } from '../usage/usage.ts';
import { usageStatus } from '../usage/usage-status.ts';

/** The screens whose first rows are kept: the popup, and the tables of profiles and of usage on the options page. */
export const FIRST_SCREENS = ['popup', 'profiles', 'overview'] as const;
export type FirstScreenName = (typeof FIRST_SCREENS)[number];

/** Enough for a window of 1,000 px (popup, side panel) and of 1,900 px (tables). */
const MAX_ROWS: Record<FirstScreenName, number> = { popup: 30, profiles: 40, overview: 40 };

/** What a screen shows before every profile is read: its first rows, and what it says about all of them. */
export interface FirstScreen {
  name: FirstScreenName;
  /** The first rows in their order, by refId. */
  order: string[];
  /** How many rows there are in all. */
  count: number;
  /** Among all rows; profiles by refId. */
  atRisk: RiskSummary<string>;
  /** By refId, of the profiles below. */
  disambiguators: [string, Disambiguator[]][];
  /** The person moved a profile. */
  customOrder: boolean;
  /** All tags, each with the number of its profiles. */
  tags: { tag: string; count: number }[];
  /** The columns of the matrix of services. */
  services: string[];
  /** The active profile and those of the rows, as they are stored. */
  profiles: Profile[];
  usage: Usage[];
  profilePreferences: ProfilePreferences[];
}

/** Everything that first screens are derived from. */
export interface FirstScreenSource {
  active: ActiveProfile;
  /** With what the person set for them. */
  connections: readonly Connection[];
  profiles: readonly Profile[];
  usage: readonly Usage[];
  profilePreferences: readonly ProfilePreferences[];
}

/**
 * Returns the first screens by name; they hold until the month is over (`now`: epoch ms). One that can't be shown
 * without every profile is left out: the person moves rows of the table of profiles among all of them.
 */
export function deriveFirstScreens(
  source: FirstScreenSource,
  now: number,
): Partial<Record<FirstScreenName, FirstScreen>> {
  if (source.profiles.length === 0) return {};
  const month = monthOf(now).start;
  const { connections } = source;
  const { active, recents } = source.active;
  const profiles = [...source.profiles].sort(byConnectionThenPosition);
  const usage = newestForEach(new Map(source.usage.map((row) => [refId(row), row])), now);
  const preferences = new Map(source.profilePreferences.map((row) => [row.profileKey, row]));
  const statuses = new Map(
    profiles.map((profile) => {
      const id = refId(profile);
      return [id, usageStatus(usage.get(id), month)];
    }),
  );
  const statusOf = (profile: Profile) => statuses.get(refId(profile))!;
  const byKey = new Map(connections.map((connection) => [connection.key, connection]));
  const isReadable = (profile: Profile) => !lastingCauseOf(profile, byKey.get(profile.connectionKey));
  const activeProfile = profiles.find((profile) => sameRef(profile, active));

  const customOrder = hasCustomOrder(preferences.values());

  const screen = (
    name: FirstScreenName,
    differences: ReturnType<typeof disambiguate>,
    ordered: readonly Profile[],
    more: Partial<FirstScreen> = {},
  ): FirstScreen => {
    const atRisk = summarizeRisk(ordered, statusOf, isReadable);
    const first = ordered.slice(0, MAX_ROWS[name]);
    const shown = new Set(
      [activeProfile, ...first, atRisk.blocked.worst, atRisk.near.worst].filter((profile) => !!profile),
    );
    const ids = [...shown].map(refId);
    return {
      name,
      order: first.map(refId),
      count: ordered.length,
      atRisk: riskById(atRisk),
      disambiguators: ids.flatMap((id) => {
        const parts = differences.get(id);
        return parts ? [[id, parts] satisfies [string, Disambiguator[]]] : [];
      }),
      customOrder,
      tags: [],
      services: [],
      profiles: [...shown],
      usage: ids.flatMap((id) => usage.get(id) ?? []),
      profilePreferences: [...new Set([...shown].map(({ profileKey }) => profileKey))].flatMap(
        (profileKey) => preferences.get(profileKey) ?? [],
      ),
      ...more,
    };
  };

  const switcher = orderOnce(profiles, connections, { active, recents, preferences, usage, now: month });
  const once = oncePerProfile(profiles, null, connections);
  const rows = once.map((profile) => ({
    profile,
    ...matrixProfileOf({
      profile,
      connection: byKey.get(profile.connectionKey),
      usage: usage.get(refId(profile)),
      status: statusOf(profile),
    }),
  }));
  const byRisk = orderMatrix('services', rows, null).map(({ profile }) => profile);
  const differences = disambiguate(once, connections);
  return {
    popup: screen(
      'popup',
      disambiguate(switcher, connections),
      switcher.filter((profile) => !sameRef(profile, active)),
    ),
    overview: screen('overview', differences, byRisk, { services: matrixColumns('services', rows) }),
    ...(!customOrder && {
      profiles: screen('profiles', differences, [...once].sort(byName()), {
        tags: countTags(once.map(({ profileKey }) => preferences.get(profileKey))),
      }),
    }),
  };
}

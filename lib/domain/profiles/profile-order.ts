import type { Connection } from '../identity/connection.ts';
import { type ProfileKey, type ProfileRef, refId, sameRef } from '../identity/keys.ts';
import { nameCollator } from '../text/collate.ts';
import { fold } from '../text/fold.ts';
import { levelRank } from '../usage/level.ts';
import { usageStatus } from '../usage/usage-status.ts';
import type { Profile, ProfilePreferences, Usage } from './profile.ts';

/** Compares by connection, then by the platform's order. */
export function byConnectionThenPosition(a: Profile, b: Profile): number {
  if (a.connectionKey !== b.connectionKey) return a.connectionKey < b.connectionKey ? -1 : 1;
  return a.position - b.position;
}

export interface OrderContext {
  active: ProfileRef | null;
  /** Most recent first. */
  recents: readonly ProfileRef[];
  preferences: ReadonlyMap<ProfileKey, Pick<ProfilePreferences, 'favourite'>>;
  /** By refId. */
  usage: ReadonlyMap<string, Pick<Usage, 'services' | 'fetchedAt'>>;
  /** Epoch ms: last month's numbers put nobody in front. */
  now: number;
}

/**
 * The order of the switcher: the active profile, favourites, then those at risk, worst first, then by last
 * use, then by name. The input is not changed.
 */
export function orderProfiles(rows: readonly Profile[], context: OrderContext): Profile[] {
  const recency = new Map(context.recents.map((ref, index) => [refId(ref), index]));
  const { compare } = nameCollator();
  return rows
    .map((row) => {
      const id = refId(row);
      const { worst } = usageStatus(context.usage.get(id), context.now);
      const atRisk = worst !== null && worst.level !== 'ok';
      return {
        row,
        active: sameRef(row, context.active) ? 0 : 1,
        pinned: context.preferences.get(row.profileKey)?.favourite ? 0 : 1,
        level: atRisk ? levelRank(worst.level) : 0,
        percent: atRisk ? worst.percent : 0,
        recent: recency.get(id) ?? Number.MAX_SAFE_INTEGER,
        id,
      };
    })
    .sort(
      (a, b) =>
        a.active - b.active ||
        a.pinned - b.pinned ||
        b.level - a.level ||
        b.percent - a.percent ||
        a.recent - b.recent ||
        compare(a.row.name, b.row.name) ||
        (a.id < b.id ? -1 : 1),
    )
    .map(({ row }) => row);
}

/** The same order without usage: for a menu, or for keys that must not lead elsewhere because numbers changed. */
export function orderWithoutUsage(
  rows: readonly Profile[],
  context: Omit<OrderContext, 'usage' | 'now'>,
): Profile[] {
  return orderProfiles(rows, { ...context, usage: new Map(), now: 0 });
}

/**
 * One row for each profile: where several connections see the same one, the active row is kept, else one that
 * is reached, else the owner's, else the first. Order is kept.
 */
export function oncePerProfile(rows: readonly Profile[], active: ProfileRef | null): Profile[] {
  const best = new Map<ProfileKey, Profile>();
  for (const row of rows) {
    const other = best.get(row.profileKey);
    if (!other || preferred(row, active) > preferred(other, active)) best.set(row.profileKey, row);
  }
  return rows.filter((row) => best.get(row.profileKey) === row);
}

function preferred(row: Profile, active: ProfileRef | null): number {
  return (sameRef(row, active) ? 4 : 0) + (row.access === 'ok' ? 2 : 0) + (row.shared ? 0 : 1);
}

/** What sets a profile apart from its namesakes. */
export type Disambiguator =
  | { kind: 'yours' }
  /** Shared by another account; `owner` null where the platform does not say whose. */
  | { kind: 'shared'; owner: string | null }
  /** `host` for a TagoDeploy address. */
  | { kind: 'region'; region: Connection['region']; host: string }
  | { kind: 'account'; account: string }
  | { kind: 'id'; id: string };

type Facet = { part: Disambiguator; value: string };

/** Subsets of {owner, region, account}, fewest first: the first that distinguishes all namesakes is shown. */
const FACET_CHOICES = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]];

/**
 * For each profile that has a name that looks like another's (see {@link fold}): what to show beside the
 * name. Its id is added only where owner, region and account are the same. Keys are refIds.
 */
export function disambiguate(
  profiles: readonly Profile[],
  connections: readonly Connection[],
): Map<string, Disambiguator[]> {
  const byKey = new Map(connections.map((connection) => [connection.key as string, connection]));
  const namesakes = new Map<string, Profile[]>();
  for (const profile of profiles) {
    const name = fold(profile.name).trim();
    namesakes.set(name, [...(namesakes.get(name) ?? []), profile]);
  }
  const result = new Map<string, Disambiguator[]>();
  for (const group of namesakes.values()) {
    if (group.length < 2) continue;
    const facets = group.map((profile) => facetsOf(profile, byKey.get(profile.connectionKey), connections));
    const choice = FACET_CHOICES.find((subset) => allDiffer(facets.map((facet) => joined(facet, subset))));
    const shown =
      choice ?? [0, 1, 2].filter((index) => new Set(facets.map((facet) => facet[index]!.value)).size > 1);
    const labels = facets.map((facet) => joined(facet, shown));
    group.forEach((profile, index) => {
      const parts = shown.map((facet) => facets[index]![facet]!.part);
      const unique = labels.filter((label) => label === labels[index]).length === 1;
      result.set(
        refId(profile),
        unique && parts.length > 0 ? parts : [...parts, { kind: 'id', id: profile.id }],
      );
    });
  }
  return result;
}

function facetsOf(
  profile: Profile,
  connection: Connection | undefined,
  connections: readonly Connection[],
): [Facet, Facet, Facet] {
  const owner = profile.ownerName ?? null;
  const host = connection ? new URL(connection.origin).host : '';
  const region = connection?.region ?? 'deploy';
  const sameName =
    connections.filter(({ accountName }) => accountName === connection?.accountName).length > 1;
  const account = (sameName ? connection?.email : connection?.accountName) || connection?.email || '';
  return [
    profile.shared
      ? { part: { kind: 'shared', owner }, value: `shared:${owner ?? ''}` }
      : { part: { kind: 'yours' }, value: 'yours' },
    { part: { kind: 'region', region, host }, value: `${region}:${host}` },
    { part: { kind: 'account', account }, value: account },
  ];
}

function joined(facets: readonly Facet[], subset: readonly number[]): string {
  return subset.map((index) => facets[index]!.value).join('\n');
}

function allDiffer(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

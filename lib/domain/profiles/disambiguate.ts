import { accountTag, type Connection } from '../identity/connection.ts';
import { refId } from '../identity/keys.ts';
import { fold } from '../text/fold.ts';
import type { Profile } from './profile.ts';

/** What distinguishes a profile from others of the same name. */
export type Disambiguator =
  | { kind: 'yours' }
  /** Shared by another account. `owner` null: the platform doesn't return it. */
  | { kind: 'shared'; owner: string | null }
  /** `host` is shown for a TagoDeploy instance. */
  | { kind: 'region'; region: Connection['region']; host: string }
  | { kind: 'account'; account: string }
  | { kind: 'id'; id: string };

type Facet = { part: Disambiguator; value: string };

/** Subsets of {owner, region, account}, smallest first: the first that distinguishes all profiles of a name is used. */
const FACET_CHOICES = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]];

/**
 * Returns, by refId, what to show beside the name of each profile whose name looks like another's (see {@link fold}).
 * The id is added only if owner, region and account are the same.
 */
export function disambiguate(
  profiles: readonly Profile[],
  connections: readonly Connection[],
): Map<string, Disambiguator[]> {
  const byKey = new Map(connections.map((connection) => [connection.key as string, connection]));
  const namesakes = new Map<string, Profile[]>();
  for (const profile of profiles) {
    const name = fold(profile.name).trim();
    const group = namesakes.get(name);
    if (group) group.push(profile);
    else namesakes.set(name, [profile]);
  }
  const result = new Map<string, Disambiguator[]>();
  for (const group of namesakes.values()) {
    if (group.length < 2) continue;
    const facets = group.map((profile) => facetsOf(profile, byKey.get(profile.connectionKey), connections));
    const choice = FACET_CHOICES.find((subset) =>
      allDiffer(facets.map((facet) => joinFacets(facet, subset))),
    );
    const shown =
      choice ?? [0, 1, 2].filter((index) => new Set(facets.map((facet) => facet[index]!.value)).size > 1);
    const labels = facets.map((facet) => joinFacets(facet, shown));
    const uses = countEach(labels);
    group.forEach((profile, index) => {
      const parts = shown.map((facet) => facets[index]![facet]!.part);
      const unique = uses.get(labels[index]!) === 1;
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
  const account = connection ? accountTag(connection, connections) : '';
  return [
    profile.shared
      ? { part: { kind: 'shared', owner }, value: `shared:${owner ?? ''}` }
      : { part: { kind: 'yours' }, value: 'yours' },
    { part: { kind: 'region', region, host }, value: `${region}:${host}` },
    { part: { kind: 'account', account }, value: account },
  ];
}

function joinFacets(facets: readonly Facet[], subset: readonly number[]): string {
  return subset.map((index) => facets[index]!.value).join('\n');
}

function countEach(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function allDiffer(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

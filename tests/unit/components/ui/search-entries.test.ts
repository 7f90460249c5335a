import { describe, expect, it } from 'vitest';
import { searchEntries } from '../../../../components/ui/search-entries.ts';
import type { Connection } from '../../../../lib/domain/identity/connection.ts';
import {
  type ApiOrigin,
  connectionKeyOf,
  profileKeyOf,
  refId,
} from '../../../../lib/domain/identity/keys.ts';
import type { Profile } from '../../../../lib/domain/profiles/profile.ts';
import { prepareSearch } from '../../../../lib/domain/text/plain-search.ts';
import { searchProfiles } from '../../../../lib/domain/text/search.ts';

const ORIGIN = 'https://api.us-e1.tago.io' as ApiOrigin;
const profile = (id: string, name: string, account = 'a1', ownerName: string | null = null) =>
  ({
    connectionKey: connectionKeyOf(ORIGIN, account),
    profileKey: profileKeyOf(ORIGIN, id),
    id,
    name,
    ownerName,
    shared: ownerName !== null,
  }) as Profile;
const connection = (account: string, accountName: string) =>
  ({
    key: connectionKeyOf(ORIGIN, account),
    origin: ORIGIN,
    region: 'us-e1',
    accountName,
    email: `${account}@acme.example`,
  }) as Connection;

describe('the filter', () => {
  const found = (profiles: Profile[], connections: Connection[], query: string) =>
    searchProfiles(prepareSearch(searchEntries(profiles, connections, new Map())), query).map(({ id }) => id);
  const north = profile('6500aa', 'Northwind', 'a1');
  const shared = profile('6500bb', 'Sandbox', 'a1', 'Marta Linden');
  const other = profile('6500cc', 'Tallinn', 'a2');

  it('finds by name, id and owner', () => {
    const one = [connection('a1', 'Ines')];
    expect(found([north, shared], one, 'north')).toEqual([refId(north)]);
    expect(found([north, shared], one, '6500bb')).toEqual([refId(shared)]);
    expect(found([north, shared], one, 'marta')).toEqual([refId(shared)]);
  });

  it('finds by account when there are several, and by email when their names are the same', () => {
    const two = [connection('a1', 'Ines'), connection('a2', 'Kaarel')];
    expect(found([north, other], two, 'kaarel')).toEqual([refId(other)]);
    const namesakes = [connection('a1', 'Ines'), connection('a2', 'Ines')];
    expect(found([north, other], namesakes, 'a2@acme')).toEqual([refId(other)]);
  });

  it('does not match by the account when there is only one', () => {
    expect(found([north, shared], [connection('a1', 'Ines')], 'ines')).toEqual([]);
  });
});

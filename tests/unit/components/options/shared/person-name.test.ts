import { type Signal, signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';

vi.mock('../../../../../lib/state/team.ts', () => ({ teamsByProfile: signal(new Map()) }));

import { personName } from '../../../../../components/options/shared/person-name.ts';
import { memberAddress, memberName } from '../../../../../lib/domain/team.ts';
import { connectionRows, profileRows } from '../../../../../lib/state/store-signals.ts';
import { teamsByProfile } from '../../../../../lib/state/team.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';

const mine = makeConnection('me');
const member = (name: string, email: string) => ({
  accountId: 'ines',
  name,
  email,
  active: true,
  since: null,
});
const owned = (ownerName: string | null) =>
  makeProfile(mine, 'p1', 'Plant', { shared: true, ownerAccountId: 'ines', ownerName });

/** What is known of an account: what a profile, a team and a connection say. */
function know(
  ownerName: string | null | undefined,
  inTeam: ReturnType<typeof member> | null,
  accountName?: string,
) {
  profileRows.set(ownerName === undefined ? [] : [owned(ownerName)]);
  const members = inTeam ? [inTeam] : [];
  (teamsByProfile as Signal<unknown>).value = new Map([['p1', { members }]]);
  const connected = makeConnection('ines', { accountName, email: 'ines@acme.example' });
  connectionRows.set(accountName === undefined ? [mine] : [mine, connected]);
}

describe('the name of an account id', () => {
  it.each([
    ['a name', 'Ines', member('', ''), undefined, 'Ines'],
    [
      'a name, although the team has only an address',
      'Ines',
      member('', 'i@acme.example'),
      undefined,
      'Ines',
    ],
    ['a member’s name', null, member('Ines D.', 'i@acme.example'), undefined, 'Ines D.'],
    ['a member’s address', null, member('', 'i@acme.example'), undefined, 'i@acme.example'],
    ['nothing but that it owns a profile', null, member('', ''), undefined, 'the owner'],
    ['nothing', undefined, member('', ''), undefined, 'ines'],
    ['its own name', 'Old', member('Older', ''), 'Ines Duarte', 'Ines Duarte'],
    ['its own address, and a name from a team', undefined, member('Ines D.', ''), '', 'Ines D.'],
    ['its own address', undefined, null, '', 'ines@acme.example'],
  ])('is, where %s is known, that', (_, ownerName, inTeam, accountName, expected) => {
    know(ownerName, inTeam, accountName);
    expect(personName('ines')).toBe(expected);
  });
});

it('a person without a name and an address is named by their account’s id, also in the journal', () => {
  expect(memberName(member('', ''))).toBe('ines');
  expect(memberAddress(member('', ''))).toBe('ines');
  expect(memberAddress(member('Ines', ''))).toBe('Ines');
  expect(memberAddress(undefined)).toBeNull();
});

import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { Membership } from '../../../../../components/options/profile/team-members.tsx';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import type { Person } from '../../../../../components/options/team/people.ts';
import { accessColumns } from '../../../../../components/options/team/team-columns.tsx';
import { DAY_MS } from '../../../../../lib/domain/time.ts';
import { now } from '../../../../../lib/state/app-state.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

const profile = makeProfile(makeConnection('a'), 'p1', 'Plant');
const row = { id: 'p1', profile, tags: [], disambiguationTags: [] } as unknown as ProfileRow;
/** Returns a person who was invited so many days ago. */
const invited = (daysAgo: number) => ({
  accountId: 'b',
  name: '',
  email: 'sam@field.example',
  active: false,
  since: now.value - daysAgo * DAY_MS,
});

it('an invitation that expired doesn’t look pending: not on the profile’s tab, and not in the table of people', () => {
  const onTab = (daysAgo: number) => textOf(h(Membership, { member: invited(daysAgo), zone: 'UTC' }));
  expect(onTab(6)).toContain('invited, expires');
  expect(onTab(8)).toBe('invitation expired');
  const inTable = (daysAgo: number) =>
    textOf(
      accessColumns([row])[0]!.cell({
        memberships: [{ row, member: invited(daysAgo) }],
      } as unknown as Person),
    );
  expect(inTable(6)).toBe('invited');
  expect(inTable(8)).toBe('–invitation expired');
});

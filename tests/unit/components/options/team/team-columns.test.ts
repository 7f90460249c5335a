import { describe, expect, it, vi } from 'vitest';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import type { Person } from '../../../../../components/options/team/people.ts';
import { accessColumns, minTableWidth } from '../../../../../components/options/team/team-columns.tsx';
import { connectionRow, profileRow } from '../../../store/rows.ts';
import { textOf } from '../../text-of.ts';

const rows = (count: number): ProfileRow[] =>
  Array.from({ length: count }, (_, index) => {
    const profile = { ...profileRow(connectionRow(1).key, index), name: `Plant ${index}` };
    return { id: profile.id, profile, disambiguationTags: [], tags: [] } as unknown as ProfileRow;
  });

describe('the table of who can access which profiles', () => {
  it('has a column for each of a few profiles, and is as wide as these need', () => {
    expect(accessColumns(rows(24)).map(({ label }) => label)).toEqual(
      rows(24).map(({ profile }) => profile.name),
    );
    expect(minTableWidth(rows(24)) - minTableWidth(rows(23))).toBe(112);
  });

  it('of more profiles has one column with their names, and no space for columns that it doesn’t have', () => {
    expect(accessColumns(rows(25))).toHaveLength(1);
    expect(minTableWidth(rows(25))).toBe(minTableWidth(rows(1000)));
    expect(minTableWidth(rows(25))).toBeLessThan(1000);
  });

  it('says in the list of names to which of them a person is only invited', () => {
    const memberships = rows(2).map((row, index) => ({ row, member: { active: index === 0 } }));
    const [column] = accessColumns(rows(25));
    const cell = column?.cell({ memberships } as unknown as Person);
    expect(textOf(cell)).toBe('Plant 0, Plant 1 (invited)');
    expect(textOf(cell, 'title')).toBe('Plant 0, Plant 1 (invited)');
  });
});

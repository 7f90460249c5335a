import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { ProfileField } from '../../../../../components/options/shared/profile-field.tsx';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import type { Choice } from '../../../../../components/ui/field.tsx';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

vi.mock('preact/hooks', () => ({
  useMemo: <Value>(make: () => Value) => make(),
  useState: <Value>(first: Value) => [first, () => {}],
}));
vi.mock('../../../../../components/ui/field.tsx', () => ({
  SelectField: ({ choices }: { choices: Choice[] }) => choices.map(({ label }) => label).join(' | '),
}));

it('a profile’s name in a list of choices has neither direction controls nor line breaks', () => {
  const row = (name: string, tags: string[]) =>
    ({
      id: name,
      profile: makeProfile(makeConnection('a'), 'f'.repeat(24), name),
      tags,
    }) as unknown as ProfileRow;
  const rows = [row('Plant\u202e\n1', []), row('Plant\u202e\n2', ['Yours'])];
  expect(textOf(h(ProfileField, { label: 'Profile', rows, value: '', onChange: () => {} }))).toBe(
    'Plant 1 | \u2068Plant 2\u2069 (Yours)',
  );
});

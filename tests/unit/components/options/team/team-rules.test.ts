import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import {
  addressesIn,
  invitationExpiresAt,
  personObstacle,
  reasonNotToInvite,
  reasonNotToOpenInviteForm,
  teamFullText,
  teamLimitText,
  tooManyText,
} from '../../../../../components/options/team/team-rules.ts';
import { DAY_MS } from '../../../../../lib/domain/time.ts';

describe('addressesIn', () => {
  it.each([
    ['ana@field.example', ['ana@field.example']],
    ['ana@field.example, sam@field.example', ['ana@field.example', 'sam@field.example']],
    ['ana@field.example\n\nsam@field.example;', ['ana@field.example', 'sam@field.example']],
    [
      'Ana Lopes <ana@field.example>; "Sam, of Field" <sam@field.example>',
      ['ana@field.example', 'sam@field.example'],
    ],
    ['ana@field.example sam@field.example', ['ana@field.example', 'sam@field.example']],
    ['ana@field.example ANA@FIELD.EXAMPLE', ['ANA@FIELD.EXAMPLE']],
    ['no address at all', ['no address at all']],
    ['  ', []],
  ])('finds in %j: %j', (text, addresses) => {
    expect(addressesIn(text)).toEqual(addresses);
  });

  it('finds every address of a list, whatever the separator', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9.]{0,10}$/);
    const list = fc.uniqueArray(name, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(list, fc.constantFrom(', ', '\n', '; ', ' ', '\r\n', ' ,\n'), (names, between) => {
        const emails = names.map((one) => `${one}@field.example`);
        expect(addressesIn(emails.join(between))).toEqual(emails);
      }),
    );
  });
});

describe('reasonNotToInvite', () => {
  const profileRow = (plan: string | null, members: number, shared = false) =>
    ({
      profile: { plan, shared, access: 'ok' },
      connection: { plan: plan ?? 'free' },
      team: { fetchedAt: 1, members: Array.from({ length: members }, () => ({})) },
    }) as unknown as ProfileRow;

  it.each([
    [profileRow('scale', 4), undefined],
    [profileRow('scale', 5), undefined],
    [profileRow('starter', 1), undefined],
    [
      profileRow('free', 0),
      'The Free plan doesn’t include team members. Change plans in the console to invite people.',
    ],
    [profileRow('enterprise', 400), undefined],
    [profileRow('scale', 0, true), 'This profile is shared with you. Only its owner can manage the team.'],
  ])('case %#', (one, sentence) => {
    expect(reasonNotToInvite(one)).toBe(sentence);
  });

  it('keeps the form that invites to this profile alone from being opened', () => {
    expect(reasonNotToOpenInviteForm(profileRow('free', 0))).toMatch(
      /^The Free plan doesn’t include team members/,
    );
  });

  it.each([
    [profileRow('scale', 4), null],
    [
      profileRow('scale', 5),
      'The Scale plan includes 5 team members per profile, and this profile has at least that many; your account may allow more.',
    ],
    [
      profileRow('starter', 1),
      'The Starter plan includes 1 team member per profile, and this profile has at least that many; your account may allow more.',
    ],
    [profileRow('free', 0), null],
    [profileRow('enterprise', 400), null],
    [profileRow('scale', 5, true), null],
  ])('the plan’s number is an explanation, not an obstacle: case %#', (one, sentence) => {
    expect(teamFullText(one, 0)).toBe(sentence);
  });
});

describe('who can’t be invited', () => {
  const member = (email: string, active: boolean, since = 0) => ({
    accountId: email,
    name: '',
    email,
    active,
    since,
  });
  const row = {
    profile: { name: 'Acme Farms', plan: 'scale', shared: false, access: 'ok' },
    disambiguationTags: [],
    connection: { plan: 'scale', email: 'ines@acme.example' },
    team: {
      fetchedAt: 1,
      members: [member('olga@field.example', true), member('sam@field.example', false, 5 * DAY_MS)],
    },
  } as unknown as ProfileRow;

  it.each([
    ['INES@acme.example', 'owner'],
    ['Olga@field.example', 'member'],
    ['sam@field.example', 'invited'],
    ['noor@field.example', null],
  ])('%s: %s', (email, obstacle) => {
    expect(personObstacle(row, email, 6 * DAY_MS)).toBe(obstacle);
  });

  it('an expired invitation is no obstacle', () => {
    expect(personObstacle(row, 'sam@field.example', 13 * DAY_MS)).toBeNull();
  });

  it('more people than the plan has room for are explained', () => {
    expect(tooManyText(row, 3, 6 * DAY_MS)).toBeNull();
    expect(tooManyText(row, 4, 6 * DAY_MS)).toBe(
      'Acme Farms: room for 3 more people in the Scale plan; your account may allow more.',
    );
  });

  it('an expired invitation takes no place', () => {
    expect(teamLimitText(row, 6 * DAY_MS)).toBe('2 of 5 team members (Scale plan)');
    expect(teamLimitText(row, 13 * DAY_MS)).toBe('1 of 5 team members (Scale plan)');
    expect(tooManyText(row, 4, 13 * DAY_MS)).toBeNull();
    const starter = { ...row, profile: { ...row.profile, plan: 'starter' } };
    const pending = { ...starter, team: { ...row.team, members: row.team?.members.slice(1) } } as ProfileRow;
    expect(teamFullText(pending, 6 * DAY_MS)).toContain('1 team member per profile');
    expect(teamFullText(pending, 13 * DAY_MS)).toBeNull();
  });
});

it('an invitation expires after 7 days, a membership never', () => {
  const member = { accountId: '1', name: '', email: 'a@b.example', since: 1000 };
  expect(invitationExpiresAt({ ...member, active: false })).toBe(1000 + 7 * DAY_MS);
  expect(invitationExpiresAt({ ...member, active: true })).toBeNull();
  expect(invitationExpiresAt({ ...member, active: false, since: null })).toBeNull();
});

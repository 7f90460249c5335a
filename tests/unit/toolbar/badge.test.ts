import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { BadgeValue } from '../../../lib/domain/settings/settings.ts';
import { DAY_MS, HOUR_MS } from '../../../lib/domain/time.ts';
import { levelOfPercent } from '../../../lib/domain/usage/level.ts';
import { type BadgeInput, type BadgeState, badgeChangesAt, badgeFor } from '../../../lib/toolbar/badge.ts';
import { BADGE_COLORS } from '../../../lib/toolbar/badge-colors.ts';
import { iconName } from '../../../lib/toolbar/icon.ts';
import { type TitleInput, titleFor } from '../../../lib/toolbar/title.ts';
import { forecastOf } from '../domain/make-forecast.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 20, 12);
const NUMBERS = {
  input: { used: 329_000, limit: 350_000 },
  output: { used: 1_272, limit: 342_153 },
  data_records: { used: 151_242, limit: 250_000 },
  sms: { used: 0, limit: 0 },
};

function input(change: Partial<TitleInput> = {}): TitleInput {
  return {
    now: NOW,
    connected: true,
    locked: false,
    connection: { state: 'ok' },
    profile: { name: 'Acme Farms', access: 'ok', ownCredential: 'none' },
    usage: { services: NUMBERS, fetchedAt: NOW - 2 * MINUTE, failure: null },
    preferences: { refreshMinutes: 5, badge: { value: 'worst', service: null, ring: false } },
    atRisk: { count: 0, level: null, staleAt: null },
    forecasts: [],
    emoji: null,
    connectionName: 'ines@acme.example',
    host: 'api.us-e1.tago.io',
    lacksPassphrase: false,
    othersAtRisk: 0,
    console: null,
    ...change,
  };
}

/** A forecast that data input is full in this many days. */
const fullIn = (days: number) => forecastOf({ at: NOW, fullAt: NOW + days * DAY_MS });

const failed = (code: Failure['code'], fetchedAt: number | null = NOW - 2 * MINUTE) => ({
  services: fetchedAt === null ? {} : NUMBERS,
  fetchedAt,
  failure: { failure: { code }, at: NOW },
});
const showing = (value: BadgeValue, service: string | null = null) => ({
  refreshMinutes: 5,
  badge: { value, service, ring: false },
});
/** Returns the tooltip with plain spaces; which kind precedes a percent sign depends on the language. */
const tooltip = (one: TitleInput) => titleFor(one, badgeFor(one)).replace(/[\u00a0\u202f]/g, ' ');

const STATES: [BadgeState, Partial<TitleInput>, string, keyof typeof BADGE_COLORS, string, string][] = [
  [
    'not-connected',
    { connected: false, connection: undefined, profile: undefined, usage: undefined },
    '',
    'quiet',
    'gray',
    'not connected',
  ],
  [
    'no-profile',
    { connection: undefined, profile: undefined, usage: undefined },
    '',
    'quiet',
    'gray',
    'no active profile',
  ],
  [
    'needs-sign-in',
    { connection: { state: 'needs-sign-in' } },
    '!',
    'blocked',
    'gray',
    'sign in again: ines@acme.example has no valid token',
  ],
  [
    'host-permission',
    { connection: { state: 'host-permission' } },
    '!',
    'warning',
    'gray',
    'api.us-e1.tago.io',
  ],
  [
    'account-blocked',
    { connection: { state: 'blocked' } },
    '×',
    'blocked',
    'plain',
    'account blocked by TagoIO',
  ],
  ['locked', { locked: true }, '', 'quiet', 'locked', 'Click to unlock'],
  [
    'denied',
    { profile: { name: 'Acme Farms', access: 'denied', ownCredential: 'none' } },
    '–',
    'warning',
    'plain',
    'needs its own token',
  ],
  ['offline', { usage: failed('offline') }, '94%', 'quiet', 'gray', 'Offline: last updated 2 min ago'],
  [
    'stale',
    { usage: { services: NUMBERS, fetchedAt: NOW - 16 * MINUTE, failure: null } },
    '94?',
    'quiet',
    'gray',
    'Outdated: last updated 16 min ago',
  ],
  ['unread', { usage: failed('server', null) }, '?', 'quiet', 'plain', 'couldn’t be loaded'],
  ['loading', { usage: undefined }, '…', 'quiet', 'plain', 'loading usage'],
  [
    'not-allocated',
    { usage: { services: { input: { used: 0, limit: 0 } }, fetchedAt: NOW, failure: null } },
    '',
    'quiet',
    'plain',
    'no limits allocated',
  ],
  [
    'not-allocated',
    { usage: { services: {}, unreadable: ['input'], fetchedAt: NOW, failure: null } },
    '',
    'quiet',
    'plain',
    'Acme Farms — usage unknown',
  ],
  ['known', {}, '94%', 'high', 'plain', 'data input 94% of 350,000; resets Dec 1'],
];

describe('the badge', () => {
  it('asks for a first passphrase where the policy requires one, as there is none to unlock with', () => {
    const words = tooltip(input({ locked: true, lacksPassphrase: true }));
    expect(words).toContain('requires a passphrase. Click to set one');
    expect(words).not.toContain('nlock');
  });

  it.each(STATES)('%s', (state, change, text, color, icon, words) => {
    const one = input(change);
    expect(badgeFor(one)).toMatchObject({ state, text, color: BADGE_COLORS[color], icon });
    expect(tooltip(one)).toContain(words);
  });

  it('has no two states that look and read the same', () => {
    const looks = STATES.map(([, change]) => {
      const { text, color, icon } = badgeFor(input(change));
      return JSON.stringify([text, color, icon, tooltip(input(change))]);
    });
    expect(new Set(looks).size).toBe(STATES.length);
  });

  it('shows the most important state when several apply', () => {
    const order: BadgeState[] = [
      'not-connected',
      'needs-sign-in',
      'host-permission',
      'account-blocked',
      'locked',
      'denied',
      'offline',
      'stale',
    ];
    const changes = new Map(STATES.map(([state, change]) => [state, change]));
    order.forEach((state, place) => {
      const all = {};
      for (const later of order.slice(place).reverse()) Object.assign(all, changes.get(later));
      expect(badgeFor(input(all)).state).toBe(state);
    });
  });

  it.each([
    [0, '0%', 'ok'],
    [79, '79%', 'ok'],
    [80, '80%', 'warning'],
    [89, '89%', 'warning'],
    [90, '90%', 'high'],
    [99, '99%', 'high'],
    [100, '100%', 'blocked'],
    [140, '140%', 'blocked'],
    [123_400, '999%', 'blocked'],
  ] as const)('shows %i %% as %s, %s', (used, text, level) => {
    const usage = { services: { input: { used, limit: 100 } }, fetchedAt: NOW, failure: null };
    expect(badgeFor(input({ usage }))).toMatchObject({ text, level, color: BADGE_COLORS[level] });
  });

  it('marks numbers older than three intervals, in four characters or, of a stale forecast, five', () => {
    fc.assert(
      fc.property(
        fc.record({
          used: fc.integer({ min: 0, max: 5_000 }),
          age: fc.integer({ min: 0, max: 100 * MINUTE }),
          minutes: fc.integer({ min: 1, max: 60 }),
          value: fc.constantFrom<BadgeValue>('worst', 'service', 'forecast', 'trouble'),
          days: fc.option(fc.nat(40)),
          levelAtRisk: fc.constantFrom('warning' as const, 'blocked' as const),
          failure: fc.option(
            fc.constantFrom<Failure['code']>('offline', 'server', 'timeout', 'malformed', 'denied'),
          ),
        }),
        ({ used, age, minutes, value, days, failure, levelAtRisk }) => {
          const one = input({
            usage: {
              services: { input: { used, limit: 100 } },
              fetchedAt: NOW - age,
              failure: failure && { failure: { code: failure }, at: NOW },
            },
            preferences: { refreshMinutes: minutes, badge: { value, service: 'input', ring: false } },
            forecasts: days === null ? [] : [fullIn(days)],
            atRisk: { count: 3, level: levelAtRisk, staleAt: NOW + 1 },
          });
          const badge = badgeFor(one);
          const isStaleForecast = value === 'forecast' && badge.text.endsWith('?');
          expect([...badge.text].length).toBeLessThanOrEqual(isStaleForecast ? 5 : 4);
          if (value === 'trouble') {
            // Whatever is wrong with the active profile.
            expect(badge.text).toBe('3');
            expect(badge.color).toBe(BADGE_COLORS[levelAtRisk]);
          } else if (age > 3 * minutes * MINUTE) {
            expect(badge.text === '' || badge.text.endsWith('?')).toBe(true);
            expect(badge.color).toBe(BADGE_COLORS.quiet);
            expect(tooltip(one)).toMatch(/ ago/);
          } else if (!failure && value !== 'forecast') {
            expect(badge.color).toBe(BADGE_COLORS[levelOfPercent(used)]);
          }
        },
      ),
    );
  });

  it('marks last month’s numbers as old when a new month begins', () => {
    const turned = input({
      now: Date.UTC(2026, 11, 1, 0, 1),
      usage: { services: NUMBERS, fetchedAt: Date.UTC(2026, 10, 30, 23, 59), failure: null },
    });
    // Data input started over: only storage is still known.
    expect(badgeFor(turned)).toMatchObject({
      state: 'stale',
      text: '60?',
      service: { service: 'data_records' },
    });
    expect(tooltip(turned)).not.toContain('94');
    const { data_records: _, ...monthly } = NUMBERS;
    for (const change of [
      { preferences: showing('service', 'input') },
      { usage: { ...turned.usage!, services: monthly } },
    ]) {
      const nothingKnown = { ...turned, ...change };
      expect(badgeFor(nothingKnown)).toMatchObject({ text: '?', service: null });
      expect(tooltip(nothingKnown)).toContain('Acme Farms — last month’s numbers');
    }
  });

  it('marks numbers read while the clock was ahead as old', () => {
    const ahead = input({ usage: { services: NUMBERS, fetchedAt: NOW + HOUR_MS, failure: null } });
    expect(badgeFor(ahead)).toMatchObject({ state: 'stale', text: '94?' });
    expect(badgeChangesAt(ahead)).toBe(Date.UTC(2026, 11, 1));
  });

  it('draws another ring once numbers become old while offline', () => {
    const iconOf = (usage: TitleInput['usage']) => iconName(badgeFor(input({ usage })), true);
    expect(iconOf(failed('offline'))).not.toBe(iconOf(failed('offline', NOW - HOUR_MS)));
  });

  it('knows when it will change without new data', () => {
    const changesAt = badgeChangesAt(input()) ?? 0;
    expect(badgeFor(input({ now: changesAt })).state).toBe('known');
    expect(badgeFor(input({ now: changesAt + 1 })).state).toBe('stale');
    const late = input({
      now: Date.UTC(2026, 10, 30, 23, 58),
      usage: { services: NUMBERS, fetchedAt: Date.UTC(2026, 10, 30, 23, 57), failure: null },
    });
    expect(badgeChangesAt(late)).toBe(Date.UTC(2026, 11, 1));
    expect(badgeChangesAt(input({ usage: undefined }))).toBeNull();
  });
});

describe('the badge’s setting', () => {
  it('shows one service even when it is not the worst', () => {
    expect(badgeFor(input({ preferences: showing('service', 'data_records') }))).toMatchObject({
      text: '60%',
      color: BADGE_COLORS.ok,
    });
    expect(tooltip(input({ preferences: showing('service', 'data_records') }))).toBe(
      'Acme Farms — data storage 60% of 250,000',
    );
  });

  it('has the limit’s unit where that doesn’t go without saying', () => {
    const limits = { file_storage: { used: 188, limit: 200 }, analysis: { used: 3000, limit: 3000 } };
    const titleWith = (service: string) =>
      tooltip(
        input({
          preferences: showing('service', service),
          usage: { services: { ...NUMBERS, ...limits }, fetchedAt: NOW, failure: null },
        }),
      );
    expect(titleWith('file_storage')).toBe('Acme Farms — file storage 94% of 200 MB');
    expect(titleWith('analysis')).toMatch(/: limit reached, 100% of 3,000 min; resets Dec 1$/);
  });

  it('shows nothing for a service without allocation, and the worst service for an unknown one', () => {
    const withoutSms = input({ preferences: showing('service', 'sms') });
    expect(badgeFor(withoutSms)).toMatchObject({ text: '', service: null });
    expect(tooltip(withoutSms)).toBe('Acme Farms — SMS: not allocated');
    expect(badgeFor(input({ preferences: showing('service', 'analysis') })).text).toBe('94%');
  });

  it('shows the number of profiles at risk in the color of the worst', () => {
    const atRisk = { count: 3, level: 'blocked', staleAt: NOW + HOUR_MS } as const;
    const some = input({ preferences: showing('trouble'), atRisk });
    expect(badgeFor(some)).toMatchObject({ text: '3', color: BADGE_COLORS.blocked });
    expect(badgeFor(input({ preferences: showing('trouble') })).text).toBe('');
    for (const change of [
      { profile: { name: 'Acme', access: 'denied', ownCredential: 'none' } },
      { usage: failed('server', null) },
      { usage: undefined },
    ] as const)
      expect(badgeFor({ ...some, ...change })).toMatchObject({ text: '3', color: BADGE_COLORS.blocked });
    expect(badgeFor({ ...some, connection: { state: 'needs-sign-in' } }).text).toBe('!');
    expect(badgeFor({ ...some, locked: true }).text).toBe('');
  });

  it('marks that number as old once one of those profiles’ numbers is, and ends it with the month', () => {
    const atRisk = { count: 3, level: 'blocked', staleAt: NOW + HOUR_MS } as const;
    const some = input({ preferences: showing('trouble'), atRisk });
    expect(badgeChangesAt({ ...some, usage: undefined })).toBe(NOW + HOUR_MS);
    const later = { ...some, now: NOW + HOUR_MS };
    expect(badgeFor(later)).toMatchObject({ text: '3?', color: BADGE_COLORS.quiet });
    expect(badgeChangesAt({ ...later, usage: undefined })).toBe(Date.UTC(2026, 11, 1));
  });

  it('shows the days until a service is full', () => {
    const badge = (days: number) =>
      badgeFor(input({ preferences: showing('forecast'), forecasts: [fullIn(days)] })).text;
    expect(badge(4)).toBe('4d');
    expect(badge(1.3)).toBe('1d');
    expect(badge(0.2)).toBe('<1d');
    expect(badgeFor(input({ preferences: showing('forecast') })).text).toBe('');
  });

  it.each(STATES.filter(([state]) => !['offline', 'stale', 'not-allocated', 'known'].includes(state)))(
    '%s: has no forecast from numbers that aren’t shown',
    (_, change) => {
      const one = input({ ...change, preferences: showing('forecast'), forecasts: [fullIn(2)] });
      const without = { ...one, forecasts: [] };
      expect(badgeFor(one)).toEqual(badgeFor(without));
      expect(tooltip(one)).toBe(tooltip(without));
    },
  );

  it.each(STATES.filter(([state]) => ['offline', 'stale', 'not-allocated', 'known'].includes(state)))(
    '%s: the tooltip has the forecast that the badge shows, and says if it is from old numbers',
    (state, change, _, __, ___, words) => {
      const one = input({ ...change, preferences: showing('forecast'), forecasts: [fullIn(2)] });
      expect(badgeFor(one).text).toBe(state === 'stale' ? '2d?' : '2d');
      expect(tooltip(one)).toContain('Data input: full in about 2 days');
      expect(tooltip(one)).toContain(words);
    },
  );

  it('has the color of how soon that is, where usage is still low', () => {
    const usage = { services: { input: { used: 6, limit: 10 } }, fetchedAt: NOW, failure: null };
    const color = (value: BadgeValue, days: number) =>
      badgeFor(input({ preferences: showing(value), usage, forecasts: [fullIn(days)] })).color;
    expect(color('forecast', 0.2)).toBe(BADGE_COLORS.high);
    expect(color('forecast', 12)).toBe(BADGE_COLORS.warning);
    expect(color('worst', 0.2)).toBe(BADGE_COLORS.ok);
  });

  it('shows the percentage when a service is full already', () => {
    const full = { services: { input: { used: 10, limit: 10 } }, fetchedAt: NOW, failure: null };
    expect(badgeFor(input({ preferences: showing('forecast'), usage: full })).text).toBe('100%');
  });

  it('can be off, but a sign-in that is needed is still shown', () => {
    expect(badgeFor(input({ preferences: showing('none') })).text).toBe('');
    const out: BadgeInput = input({ preferences: showing('none'), connection: { state: 'needs-sign-in' } });
    expect(badgeFor(out).text).toBe('!');
  });
});

describe('the tooltip', () => {
  it('describes the usage in words', () => {
    expect(tooltip(input())).toBe('Acme Farms — data input 94% of 350,000; resets Dec 1');
  });

  it('names the day on which the first service is full, and the forecast’s basis', () => {
    expect(tooltip(input({ forecasts: [fullIn(2)] })).split('\n')[1]).toBe(
      'Data input: full in about 2 days, based on the last few weeks',
    );
    const alone = { ...fullIn(0.3), basis: 'pace' as const };
    expect(tooltip(input({ forecasts: [alone] })).split('\n')[1]).toBe(
      'Data input: full within a day, based on this month so far',
    );
  });

  it('starts with the emoji and counts other profiles at risk', () => {
    expect(tooltip(input({ emoji: '🌾', othersAtRisk: 2 }))).toBe(
      '🌾 Acme Farms — data input 94% of 350,000; resets Dec 1\n2 more profiles near or at a limit',
    );
    expect(tooltip(input({ othersAtRisk: 1 }))).toContain('1 more profile near');
  });

  it('says that a full service is blocked', () => {
    const usage = { services: { sms: { used: 60, limit: 60 } }, fetchedAt: NOW, failure: null };
    expect(tooltip(input({ usage }))).toBe('Acme Farms — SMS: limit reached, 100% of 60; resets Dec 1');
  });

  it('names an unknown service by its key and no reset', () => {
    const usage = { services: { quantum_bits: { used: 9, limit: 10 } }, fetchedAt: NOW, failure: null };
    expect(tooltip(input({ usage }))).toBe('Acme Farms — quantum_bits 90% of 10');
  });
});

import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { ageText } from '../../../lib/i18n/age-text.ts';
import {
  disambiguationTags,
  ownerText,
  planText,
  profileTags,
  regionText,
} from '../../../lib/i18n/profile-text.ts';

const NOW = Date.UTC(2026, 10, 24, 14);
const MINUTE = 60_000;

describe('ages', () => {
  const cases: [number, string][] = [
    [0, 'just now'],
    [59_999, 'just now'],
    [-5 * MINUTE, 'just now'],
    [2 * MINUTE, '2 min ago'],
    [59 * MINUTE + 59_000, '59 min ago'],
    [60 * MINUTE, '1 hr ago'],
    [26 * 60 * MINUTE, '1 day ago'],
    [47 * 60 * MINUTE, '1 day ago'],
    [5 * 24 * 60 * MINUTE, '5 days ago'],
  ];
  it.each(cases)('%i ms is "%s"', (age, text) => {
    expect(ageText(NOW - age, NOW)).toBe(text);
  });
});

describe('owner, plan, region and tags', () => {
  const deploy = { region: 'deploy', origin: 'https://iot.acme.example' } as unknown as Connection;

  it('are written as a person reads them', () => {
    expect(ownerText({ shared: false, ownerName: 'Ines' })).toBe('Yours');
    expect(ownerText({ shared: true, ownerName: 'Ines' })).toBe('Shared by Ines');
    expect(ownerText({ shared: true, ownerName: null })).toBe('Shared with you');
    expect(planText('scale')).toBe('Scale');
    expect(regionText(deploy)).toBe('iot.acme.example');
  });

  it('mark a shared profile once', () => {
    expect(profileTags({ shared: true })).toEqual(['shared']);
    expect(profileTags({ shared: true }, [{ kind: 'shared', owner: 'Ines' }])).toEqual(['shared by Ines']);
    expect(profileTags({ shared: true }, [{ kind: 'account', account: 'Acme' }])).toEqual(['shared', 'Acme']);
    expect(disambiguationTags([{ kind: 'yours' }, { kind: 'region', region: 'eu-w1', host: '' }])).toEqual([
      'yours',
      'EU West',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { choiceOf, seriesFor } from '../../../../../components/options/usage/history-choice.ts';
import type { ConnectionKey, ProfileKey } from '../../../../../lib/domain/identity/keys.ts';
import { refId } from '../../../../../lib/domain/identity/keys.ts';

const NOW = Date.UTC(2026, 10, 19);
const origin = 'https://api.us-e1.tago.io';
const refOf = (account: number, profile: number) => ({
  connectionKey: `${origin}#${String(account).repeat(24)}` as ConnectionKey,
  profileKey: `${origin}#${String(profile).repeat(24)}` as ProfileKey,
});
const acme = refOf(1, 1);
const demo = refOf(1, 2);
/** Demo is there, and shown through the first account. */
const otherProfile = ({ profileKey }: { profileKey: ProfileKey }) =>
  profileKey === demo.profileKey ? refId(demo) : '';

function comparedWith(against: string): string {
  return choiceOf({ against }, ['input'], NOW, otherProfile).against;
}

describe('what a profile’s history is compared with', () => {
  it('is another profile, whichever account the address names', () => {
    expect(comparedWith(refId(demo))).toBe(refId(demo));
    expect(comparedWith(refId(refOf(2, 2)))).toBe(refId(demo));
    const choice = choiceOf({ against: refId(demo) }, ['input'], NOW, otherProfile);
    expect(seriesFor(choice, acme, NOW).map(({ ref }) => ref)).toEqual([acme, demo]);
  });

  it('is nothing if the profile of the address is gone', () => {
    expect(comparedWith(refId(refOf(1, 3)))).toBe('');
  });

  it('is another month, and nothing if that is the shown one or none', () => {
    expect(comparedWith('2026-10')).toBe('2026-10');
    expect(comparedWith('2026-11')).toBe('');
    expect(comparedWith('anything')).toBe('');
  });
});

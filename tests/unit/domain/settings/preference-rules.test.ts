import { describe, expect, it } from 'vitest';
import { isLabel } from '../../../../lib/domain/identity/connection-preferences.ts';
import {
  isQuietTime,
  PREFERENCE_RULES,
  PROFILE_PREFERENCE_RULES,
} from '../../../../lib/domain/settings/preference-rules.ts';
import { DEFAULT_PREFERENCES } from '../../../../lib/domain/settings/settings.ts';

describe('a preference with a field that nobody could have set', () => {
  const { badge, docs, alerts } = DEFAULT_PREFERENCES;
  const nameRule = { text: 'prod', match: 'contains', colour: null, confirmFull: true };
  const tokenId = { name: 'Reader', createdAt: '2026-01-01' };
  const whole = (value: object) => value;
  const first = ([value]: object[]) => value!;
  it.each([
    ['badge', PREFERENCE_RULES.badge, badge, whole],
    ['docs', PREFERENCE_RULES.docs, docs, whole],
    ['alerts', PREFERENCE_RULES.alerts, alerts, whole],
    ['quiet hours', PREFERENCE_RULES.alerts, alerts, ({ quiet }: typeof alerts) => quiet],
    ['quiet hours that are synced', isQuietTime, alerts.quiet, whole],
    ['name rule', PREFERENCE_RULES.nameRules, [nameRule], first],
    ['token for reading', PROFILE_PREFERENCE_RULES.readToken, tokenId, whole],
    ['token for writing', PROFILE_PREFERENCE_RULES.writeToken, tokenId, whole],
    ['markup', PROFILE_PREFERENCE_RULES.markUp, { cents: 5 }, whole],
  ] as [string, (value: unknown) => boolean, object, (value: object) => object][])(
    'is refused: %s',
    (_what, isValid, valid, partOf) => {
      const value = structuredClone(valid);
      expect(isValid(value)).toBe(true);
      Object.assign(partOf(value), { more: 'nobody set it' });
      expect(isValid(value)).toBe(false);
    },
  );
});

describe('a value that no form stores', () => {
  const { badge, alerts } = DEFAULT_PREFERENCES;
  const rule = { match: 'contains', colour: null, confirmFull: true };
  it.each([
    ['no percentage', PREFERENCE_RULES.alerts, alerts, { ...alerts, thresholds: [] }],
    ['a percentage of a service', PROFILE_PREFERENCE_RULES.thresholds, { sms: [] }, { sms: [0] }],
    [
      'the badge of an unknown service',
      PREFERENCE_RULES.badge,
      { ...badge, value: 'service', service: 'sms' },
      { ...badge, value: 'service', service: 'nothing like that' },
    ],
    ['the badge of no service', PREFERENCE_RULES.badge, badge, { ...badge, value: 'service' }],
    ['a name of every object', PREFERENCE_RULES.badge, badge, { ...badge, service: 'constructor' }],
    ['the end of a day', isQuietTime, { from: 1439, to: 0 }, { from: 0, to: 1440 }],
    ['the end of a day at first', isQuietTime, { from: 0, to: 1439 }, { from: 1440, to: 5 }],
    ['two blanks in a tag', PROFILE_PREFERENCE_RULES.tag, 'two words', 'two  words'],
    ['a wide blank in a label', isLabel, 'my farm', 'my\u00a0farm'],
    [
      'two blanks in a rule',
      PREFERENCE_RULES.nameRules,
      [{ ...rule, text: 'old farm' }],
      [{ ...rule, text: 'old  farm' }],
    ],
  ] as [string, (value: unknown) => boolean, unknown, unknown][])(
    'is refused: %s',
    (_what, isValid, valid, other) => {
      expect(isValid(valid)).toBe(true);
      expect(isValid(other)).toBe(false);
    },
  );
});

describe('an emoji', () => {
  it.each(['🚜', '👩‍👩‍👧‍👦', '🇵🇹', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', '❤️', 'Á', 'e\u0301', '東'])('may be %s', (emoji) => {
    expect(PROFILE_PREFERENCE_RULES.emoji(emoji)).toBe(true);
  });

  it.each(['', ' ', ' a', 'ab', '\u200b', '\u2800', '\u3164', '\u202e', '\u0301', '\ufe0f'])(
    'may not be %j, in which there is not exactly one character to see',
    (emoji) => {
      expect(PROFILE_PREFERENCE_RULES.emoji(emoji)).toBe(false);
    },
  );
});

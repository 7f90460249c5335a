import { describe, expect, it } from 'vitest';
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

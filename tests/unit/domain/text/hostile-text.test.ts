import { describe, it } from 'vitest';
import { addressesIn } from '../../../../components/options/team/team-rules.ts';
import { parseProfileThresholds } from '../../../../lib/domain/alerts/thresholds.ts';
import { parseHundredths } from '../../../../lib/domain/billing/money.ts';
import { environmentWord } from '../../../../lib/domain/copy-formats/cli.ts';
import { parseLogoAddress } from '../../../../lib/domain/profiles/logo-address.ts';
import { parseName } from '../../../../lib/domain/profiles/platform-name.ts';
import { parseTag } from '../../../../lib/domain/profiles/tag.ts';
import { csvOf, tabbedOf } from '../../../../lib/domain/text/csv.ts';
import { fold } from '../../../../lib/domain/text/fold.ts';
import { displayText, isolate } from '../../../../lib/domain/text/foreign.ts';
import {
  hasSeveralTokens,
  isEmail,
  isSignInEmail,
  pastedCode,
  pastedEmail,
  pastedToken,
} from '../../../../lib/domain/text/pasted.ts';
import { expectBoundedWork, repeating } from '../../bounded-work.ts';

/** Texts that a repeated part could make a long search of, as what precedes, repeats and follows. */
const TEXTS: [string, string, string?][] = [
  ['', '_'],
  ['', 'a_', '!'],
  ['', 'a-'],
  ['a', ' ', 'b'],
  ['$', '\t', '1%x'],
  ['0', ' ', '!'],
  ['a', ',', 'b'],
  ['', ',='],
  ['', '\t', 'a'],
  ['a', '-', 'b'],
  ['', 'token '],
  ['', 'token:', '!'],
  ['', 'a@'],
  ['<', 'a@'],
  ['', '<'],
  ['a@', 'a.'],
  ['', '"'],
  ['', '\u202e', 'a'],
  ['', '\u2066'],
  ['', '\u200b', 'a'],
  ['e', '\u0301'],
];

const SEARCHES: Record<string, (text: string) => unknown> = {
  pastedToken,
  hasSeveralTokens,
  pastedCode,
  pastedEmail,
  isSignInEmail,
  isEmail,
  addressesIn,
  displayText,
  isolate,
  fold,
  environmentWord,
  parseName,
  parseTag,
  parseLogoAddress,
  parseProfileThresholds,
  parseHundredths: (text) => [parseHundredths(text, '.'), parseHundredths(text, ',')],
  csvOf: (text) => csvOf([[text]]),
  tabbedOf: (text) => tabbedOf([[text]], '.'),
};

describe('a long text that was pasted, or is somebody’s name, is soon read:', () => {
  it.each(Object.entries(SEARCHES))('%s', (_, search) => {
    for (const text of TEXTS) expectBoundedWork(search, repeating(...text));
  });
});

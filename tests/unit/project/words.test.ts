import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { expect, test } from 'vitest';

/** Words that a reader of this code had to look up, with the glossary's word for each (see CONTRIBUTING.md). */
const REPLACED: [RegExp, string][] = [
  [/\b(told|tells?|telling)\b|\w(?:Told|Tells?)\b|\b(?:told|tell)[A-Z]/, 'returned, shown, notify, known'],
  [/\* Answers\b/, 'Returns'],
  [
    /\b(MOST|FEW|FEWEST|PATIENCE|LINGERS|STAYS|SHOWN|LONGEST|LARGEST|OLDEST|YOUNG)(_MS)?\b/,
    'MAX_…, MIN_…, …_TIMEOUT_MS',
  ],
  [/\b(LONGEST|LARGEST|MOST|FEWEST)_[A-Z]/, 'MAX_…, MIN_…'],
  [/\b(surroundings|outlook|stretch(es)?)\b/i, 'clock and network, forecast, interval'],
  [/\bwish(es)?\b|[a-z]Wish|\bWish/, 'request, options, choice'],
  [/\bmint(s|ed|ing)?\b/i, 'issue'],
  [/\barrows? (between|of)|\brooms of\b|\bthe house\b/i, 'dependency rules, layers'],
  [/\btell apart\b|tellApart/, 'disambiguate'],
  [/\bleave to show\b/i, 'permission'],
  [/\banew\b|\bafresh\b/i, 'again, starts over'],
  [/\btroubles?\b(?!')|[a-z]Trouble|\bTrouble|\bTROUBLES?\b|_TROUBLES?\b/, 'at risk, failure, error'],
  [
    /\b[a-z]*Notices?\b|\b(change|allows?|permission for|cost with) notices?\b/,
    'notification, banner, change event',
  ],
  [/hindrance/i, 'obstacle'],
  [/\bstandings?\b *[=:]|\bStanding\b/, 'status, state'],
  [/\bline(Of|ById)\b|\blines?: (readonly )?ProfileRow/, 'rowOf, rowByPlatformId, profileRow'],
  [
    /\b(const|let) own\b|[{,(] ?own[,)}]|: own[,} ]/,
    'a name of what it is: profileToken, serviceUsage, ownedIds',
  ],
  [/\bdata: (ProfileRef|\{ (origin|connectionKey|refs|page)\b)/, 'request'],
  [/\bmark-up\b/i, 'markup'],
  [/\baskedAt\b|\banswerMessages\b/, 'requestedAt, handleMessagesWith'],
  [/\btakeOver\b|\b(?:other|this|every|both) machines?(’s|'s)?\b/, 'store, apply; browser, computer'],
  [/\breadEach\b|\binTurn\b|\bkeepPace\b/, 'forEachProfile, serialize, requireNotTooOften'],
  [
    /\b(rekey|tidyVault|keyInForce|firstGlance|reachAccount|reachProfile)\b/,
    'reencrypt, currentKey, snapshot, callAs…',
  ],
];

/** Files that have to name an old word, with the reason. */
const EXCEPTIONS: Record<string, string> = {
  'lib/store/migrations.ts': 'reads what older versions stored, by the words they stored',
  'tests/unit/project/words.test.ts': 'lists the words',
  'docs/glossary/en.md': 'lists words that texts may not contain',
};

const SOURCES =
  /^((lib|components|entrypoints|modules|tests)\/.*\.(tsx?|js)|wxt\.config\.ts|\.dependency-cruiser\.cjs|.*\.md)$/;

test('code, comments, tests and Markdown pages use the words of the glossary', () => {
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => SOURCES.test(file) && !(file in EXCEPTIONS) && fs.existsSync(file));
  const found = files.flatMap((file) =>
    fs
      .readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, at) =>
        REPLACED.filter(([word]) => word.test(line)).map(
          ([, better]) => `${file}:${at + 1} ${line.trim().slice(0, 80)} → ${better}`,
        ),
      ),
  );
  expect(found).toEqual([]);
});

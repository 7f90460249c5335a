import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const COMPONENTS = join(import.meta.dirname, '../../../components');

/** Messages that a page sends by itself: nobody pressed anything, and their result has its own state on screen. */
const BY_THE_PAGE = [
  'readBilling',
  'readNotifications',
  'readTeam',
  'readTokens',
  'openProfile',
  'pageOpened',
  'recordUse',
];

const files = readdirSync(COMPONENTS, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(COMPONENTS, name), 'utf8') }));

describe('an action of a person', () => {
  const sent = files.flatMap(({ name, text }) =>
    [...text.matchAll(/\bsend\(\s*'(\w+)'/g)].map((match) => ({
      name,
      text,
      type: match[1]!,
      at: match.index,
    })),
  );

  it('is found in the sources', () => {
    expect(sent.length).toBeGreaterThan(25);
  });

  it.each(sent)('$type in $name: its result is used where it was pressed', ({ name, text, type, at }) => {
    const before = text.slice(Math.max(0, at - 400), at);
    const read =
      /(?:resultOf|useSubmit(?:<[^>]*>)?)\([\s\S]*$/.test(before) || /send: \(\) =>\s*$/.test(before);
    const withOwnTry = /\btry \{[\s\S]*$/.test(before);
    expect(read || withOwnTry || BY_THE_PAGE.includes(type), `${name} drops the result of ${type}`).toBe(
      true,
    );
  });

  const submits = files.flatMap(({ name, text }) =>
    [...text.matchAll(/const (\w+) = use(?:Send|Submit)\b/g)].map((match) => ({ name, text, of: match[1]! })),
  );

  it.each(submits)('$of in $name: its failure is shown', ({ name, text, of }) => {
    const shown =
      text.includes(`${of}.failure`) ||
      new RegExp(`\\{[^}]*\\bfailure\\b[^}]*\\} = ${of}\\b`).test(text) ||
      new RegExp(`await ${of}\\.run\\([\\s\\S]*?\\.failure`).test(text) ||
      // Passed as a whole to a component that shows it.
      new RegExp(`(?:submit|busy|send|action|return)[^\\n]*\\b${of}\\b`).test(text);
    expect(shown, `${name} shows no failure of ${of}`).toBe(true);
  });
});

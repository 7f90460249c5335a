import fs from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The glossary of each language, and the texts that follow it. */
const GLOSSARIES = { en: 'en', 'pt-BR': 'pt_BR', es: 'es' } as const;
const NAMES = ['Profiles for TagoIO', 'TagoIO', 'TagoDeploy', 'TagoRUN', 'TagoCore'];

type Messages = Record<string, { message: string; description?: string }>;
const messagesOf = (folder: string): Messages =>
  JSON.parse(fs.readFileSync(`public/_locales/${folder}/messages.json`, 'utf8'));
const english = messagesOf('en');

describe.each(Object.entries(GLOSSARIES))('the texts in %s', (language, folder) => {
  const rows = tableOf(fs.readFileSync(`docs/glossary/${language}.md`, 'utf8'));
  const messages = messagesOf(folder);

  test('use the glossary’s word for each thing', () => {
    const refused = rows.flatMap(([, word, not]) =>
      not
        .split(',')
        .map((variant) => variant.trim())
        .filter(Boolean)
        .map((variant) => ({ word, pattern: patternOf(variant) })),
    );
    const listing = fs.readFileSync(`store/listing/${folder}.md`, 'utf8').split('\n');
    const texts = [
      ...Object.entries(messages).map(([key, { message }]) => [key, message] as const),
      ...listing.map((line) => ['the listing', line] as const),
    ];
    const found = texts.flatMap(([where, text]) =>
      refused
        .filter(({ pattern }) => pattern.test(text))
        .map(({ word, pattern }) => `${where}: “${text}” has ${pattern.source}; the word is “${word}”`),
    );
    expect(found).toEqual([]);
  });

  test('keep product names as they are', () => {
    const wrong = Object.entries(messages).filter(([key, { message }]) =>
      NAMES.some((name) => countOf(message, name) !== countOf(english[key]?.message ?? message, name)),
    );
    // A translation may add a name that English leaves out, but never drop one.
    const lost = wrong.filter(([key, { message }]) =>
      NAMES.some((name) => (english[key]?.message ?? '').includes(name) && !message.includes(name)),
    );
    expect(lost.map(([key, { message }]) => `${key}: ${message}`)).toEqual([]);
  });

  test('have no percent sign, which the formatter adds, and typographic apostrophes and ellipses', () => {
    const wrong = Object.entries(messages).filter(([, { message }]) => /%|'|\.\.\./.test(message));
    expect(wrong.map(([key, { message }]) => `${key}: ${message}`)).toEqual([]);
  });

  test('say with “…”, or as a question, that a button opens a dialog', () => {
    const screens = fs.readFileSync('tests/layout/screens.ts', 'utf8');
    const keys = [...screens.matchAll(/openDialog\('(\w+)'\)/g)].map(([, key]) => key!);
    expect(keys.length).toBeGreaterThan(15);
    expect(keys.filter((key) => !/[…?]$/.test(messages[key]?.message ?? ''))).toEqual([]);
  });
});

test('every English text has a description for translators', () => {
  const missing = Object.entries(english).filter(([, { description }]) => !description?.trim());
  expect(missing.map(([key]) => key)).toEqual([]);
});

/** Returns the rows of the table: thing, word, words not to use. */
function tableOf(markdown: string): [string, string, string][] {
  return markdown
    .split('\n')
    .filter((line) => /^\|(?!---)/.test(line))
    .slice(1)
    .map((line) => {
      const [, thing = '', word = '', not = ''] = line.split('|').map((cell) => cell.trim());
      return [thing, word, not];
    });
}

/** Returns a pattern of a whole word or phrase in any case; `*` at its end stands for any ending. */
function patternOf(variant: string): RegExp {
  const text = variant.replace(/\*$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (!/\p{L}/u.test(text)) return new RegExp(text, 'u');
  const start = '(?<![\\p{L}\\p{M}-])';
  return new RegExp(`${start}${text}${variant.endsWith('*') ? '' : '(?![\\p{L}\\p{M}-])'}`, 'iu');
}

function countOf(text: string, name: string): number {
  return text.split(name).length - 1;
}

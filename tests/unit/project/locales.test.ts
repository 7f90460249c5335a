import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

type Messages = Record<string, { message: string; description?: string }>;

const LANGUAGES = ['en', 'pt_BR', 'es'] as const;
const read = (language: string): Messages =>
  JSON.parse(fs.readFileSync(`public/_locales/${language}/messages.json`, 'utf8'));
const english = read('en');
const others = LANGUAGES.filter((language) => language !== 'en');

const placeholdersOf = (text: string) =>
  [...new Set(text.replaceAll('$$', '').match(/\$[1-9]/g) ?? [])].sort();
/** "One profile" needs no number. */
const mayOmitCount = (key: string) => /_(zero|one|two)$/.test(key);

const PLURAL_FORM = /_(zero|one|two|few|many|other)$/;
/** Returns the keys that are plural forms: those with a form "other" beside them. */
const pluralKeys = (messages: Messages) =>
  Object.keys(messages).filter(
    (key) => PLURAL_FORM.test(key) && `${key.replace(PLURAL_FORM, '')}_other` in messages,
  );
/** Plural forms besides "one" and "other" have a string only where their text differs. */
const isFurtherForm = (key: string) => /_(zero|two|few|many)$/.test(key);

describe.each(others)('the strings in %s', (language) => {
  const messages = read(language);

  test('have the same keys as the English ones', () => {
    const further = pluralKeys(messages).filter(isFurtherForm);
    const keys = Object.keys(messages).filter((key) => !further.includes(key));
    expect(keys.sort()).toEqual(Object.keys(english).sort());
  });

  test('have the same placeholders in each further plural form', () => {
    const further = pluralKeys(messages).filter((key) => isFurtherForm(key) && !(key in english));
    const different = further.filter((key) => {
      const other = english[key.replace(PLURAL_FORM, '_other')]?.message ?? '';
      return String(placeholdersOf(other)) !== String(placeholdersOf(messages[key]?.message ?? ''));
    });
    expect(different).toEqual([]);
  });

  test('have the same placeholders', () => {
    const different = Object.entries(english).flatMap(([key, { message }]) => {
      const [wanted, found] = [placeholdersOf(message), placeholdersOf(messages[key]?.message ?? '')];
      const rest = mayOmitCount(key)
        ? (list: string[]) => list.filter((one) => one !== '$1')
        : (list: string[]) => list;
      return String(rest(wanted)) === String(rest(found)) ? [] : [`${key}: ${wanted} / ${found}`];
    });
    expect(different).toEqual([]);
  });
});

test('each English string has the placeholders that its description explains', () => {
  const missing = Object.entries(english).flatMap(([key, { message, description = '' }]) =>
    placeholdersOf(description)
      .filter((one) => !message.includes(one) && !(one === '$1' && mayOmitCount(key)))
      .map((one) => `${key}: ${one}`),
  );
  expect(missing).toEqual([]);
});

describe.each(LANGUAGES)('every string in %s', (language) => {
  const messages = read(language);

  test('is there, and trimmed', () => {
    const empty = Object.entries(messages).filter(
      ([, { message }]) => !message || message !== message.trim(),
    );
    expect(empty.map(([key]) => key)).toEqual([]);
  });

  test('has the plural forms that the language needs', () => {
    const tag = messages.stringsLanguage?.message;
    const forms: string[] = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    const keys = pluralKeys(messages);
    const stems = [...new Set(keys.map((key) => key.replace(PLURAL_FORM, '')))];
    expect(stems.filter((stem) => !(`${stem}_one` in messages && `${stem}_other` in messages))).toEqual([]);
    expect(keys.filter((key) => !forms.includes(PLURAL_FORM.exec(key)?.[1] ?? ''))).toEqual([]);
  });

  test('keeps the stores’ limits of the description and the names', () => {
    expect(messages.extensionDescription?.message.length).toBeLessThanOrEqual(132);
    expect(messages.extensionName?.message.length).toBeLessThanOrEqual(75);
    expect(messages.extensionShortName?.message.length).toBeLessThanOrEqual(12);
  });
});

describe('the keys of the strings', () => {
  const sources = sourceFiles(['lib', 'components', 'entrypoints']);
  const text = [...sources, 'wxt.config.ts'].map((file) => fs.readFileSync(file, 'utf8')).join('\n');
  const literals = new Set([
    ...[...text.matchAll(/(['"`])([A-Za-z][A-Za-z0-9_]*)\1/g)].map((found) => found[2] as string),
    ...[...text.matchAll(/__MSG_([A-Za-z0-9_]+)__/g)].map((found) => found[1] as string),
  ]);
  // Without the template that builds plural forms from any stem, which would match every key.
  const patterns = templatePatterns(text.replaceAll(/`\$\{stem\}_/g, ''));

  test('are all used', () => {
    const unused = Object.keys(english).filter((key) => {
      const names = [key, key.replace(/_(zero|one|two|few|many|other)$/, '')];
      return !names.some((name) => literals.has(name) || patterns.some((pattern) => pattern.test(name)));
    });
    expect(unused).toEqual([]);
  });

  test('exist wherever the code builds them from parts', () => {
    const built = [...text.matchAll(/\b(?:t|plural)\(\s*`([^`]*\$\{[^`]*)`/g)].map(
      (found) => found[1] as string,
    );
    const keys = Object.keys(english).flatMap((key) => [key, key.replace(/_other$/, '')]);
    const without = built.filter((template) => {
      const pattern = patternOf(template);
      return pattern && !keys.some((key) => pattern.test(key));
    });
    expect(without).toEqual([]);
  });
});

function sourceFiles(folders: string[]): string[] {
  return folders.flatMap((folder) =>
    fs
      .readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|html)$/.test(name))
      .map((name) => path.posix.join(folder, name.replaceAll('\\', '/'))),
  );
}

/** Returns patterns of templates that may build a key: `` `failure_${code}` `` matches every key that begins so. */
function templatePatterns(text: string): RegExp[] {
  const templates = [...text.matchAll(/`([A-Za-z0-9_]*\$\{[^`]*)`/g)].map((found) => found[1] as string);
  return templates.flatMap((template) => patternOf(template) ?? []);
}

/** Returns null for a template with fewer than three fixed characters, or with others than a key has. */
function patternOf(template: string): RegExp | null {
  const parts = template.split(/\$\{[^}]*(?:\{[^}]*\}[^}]*)*\}/);
  if (!parts.every((part) => /^[A-Za-z0-9_]*$/.test(part))) return null;
  return parts.join('').length < 3 ? null : new RegExp(`^${parts.join('[A-Za-z0-9_]+')}$`);
}

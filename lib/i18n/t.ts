import type messages from '../../public/_locales/en/messages.json';
import { browser } from '../browser.ts';

/** Keys of the strings in `public/_locales`; plural forms are asked for by their stem through {@link plural}. */
export type MessageKey = keyof typeof messages;

/** Strings without places to fill: asked of the browser once, as a list asks for the same ones in every row. */
const known = new Map<MessageKey, string>();

/** The string for `key` in the browser's language, with `$1`, `$2`… replaced. */
export function t(key: MessageKey, ...substitutions: (string | number)[]): string {
  if (substitutions.length > 0) return browser.i18n.getMessage(key, substitutions.map(String)) || key;
  let text = known.get(key);
  if (text === undefined) {
    text = browser.i18n.getMessage(key) || key;
    known.set(key, text);
  }
  return text;
}

type PluralStem = MessageKey extends infer Key ? (Key extends `${infer Stem}_other` ? Stem : never) : never;

/** The string `stem_one`, `stem_other`, … for `count` by the language's plural rules; `$1` is the formatted count. */
export function plural(stem: PluralStem, count: number, ...more: (string | number)[]): string {
  rules ??= new Intl.PluralRules(language());
  const form = rules.select(count);
  const key = `${stem}_${form}` as MessageKey;
  numbers ??= new Intl.NumberFormat(language());
  const number = numbers.format(count);
  return (
    browser.i18n.getMessage(key, [number, ...more.map(String)]) ||
    t(`${stem}_other` as MessageKey, number, ...more)
  );
}

/**
 * BCP 47 tag of the language the strings are in, e.g. `pt-BR`; dates and numbers go by it too. It is the
 * browser's own tag (`en-GB`) where we have its language, else the one that the strings fell back to: a French
 * browser reads English sentences with English dates in them.
 */
export function language(): string {
  tag ??= chooseTag(browser.i18n.getUILanguage(), t('stringsLanguage'));
  return tag;
}

let tag: string | undefined;
// Made once: each costs more than a row of the list.
let rules: Intl.PluralRules | undefined;
let numbers: Intl.NumberFormat | undefined;

function chooseTag(browsers: string, strings: string): string {
  return browsers.split('-')[0] === strings.split('-')[0] ? browsers : strings;
}

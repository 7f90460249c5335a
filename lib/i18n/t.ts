import type messages from '../../public/_locales/en/messages.json';
import { browser } from '../browser.ts';
import { isolate } from '../domain/text/foreign.ts';

/** Keys of the strings in `public/_locales`. Use {@link plural} for keys with plural forms. */
export type MessageKey = keyof typeof messages;

/** Cache of strings without placeholders, since a list needs the same ones in every row. */
const known = new Map<MessageKey, string>();

/**
 * Returns the string for `key` in the browser's language, with `$1`, `$2`… replaced by isolated texts and formatted
 * numbers.
 */
export function t(key: MessageKey, ...substitutions: (string | number)[]): string {
  if (substitutions.length > 0) return messageFor(key, substitutions.map(asText)) || key;
  let text = known.get(key);
  if (text === undefined) {
    text = messageFor(key) || key;
    known.set(key, text);
  }
  return text;
}

/** Returns the browser's string for a key; empty in a content script after its extension was updated. */
function messageFor(key: MessageKey, substitutions?: string[]): string {
  return browser?.i18n?.getMessage(key, substitutions) ?? '';
}

type PluralStem = MessageKey extends infer Key ? (Key extends `${infer Stem}_other` ? Stem : never) : never;

/**
 * Returns the string `stem_one`, `stem_other`, … for `count` by the language's plural rules; `$1` is the formatted
 * count.
 */
export function plural(stem: PluralStem, count: number, ...more: (string | number)[]): string {
  return pluralOf(stem, count, count, ...more);
}

/**
 * Returns the string for `count` as {@link plural} does, with `$1` given as text, where the count is written in another
 * way ("12.3M variables"). A form that the language knows but has no string of its own ("many" where it reads like
 * "other") takes the one for "other".
 */
export function pluralOf(stem: PluralStem, count: number, ...values: (string | number)[]): string {
  rules ??= new Intl.PluralRules(language());
  const key = `${stem}_${rules.select(count)}` as MessageKey;
  return messageFor(key, values.map(asText)) || t(`${stem}_other` as MessageKey, ...values);
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
// Created once: each is more expensive than a row of the list.
let rules: Intl.PluralRules | undefined;
let numbers: Intl.NumberFormat | undefined;

function asText(value: string | number): string {
  if (typeof value === 'string') return isolate(value);
  numbers ??= new Intl.NumberFormat(language());
  return numbers.format(value);
}

function chooseTag(browsers: string, strings: string): string {
  return browsers.split('-')[0] === strings.split('-')[0] ? browsers : strings;
}

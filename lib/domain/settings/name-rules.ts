import { hasOnly } from '../json.ts';
import { fold, isBlank } from '../text/fold.ts';
import { oneLine } from '../text/one-line.ts';
import { isColour } from './colour-value.ts';

/** Where a profile's name has to contain the text of a rule. */
export const NAME_MATCHES = ['contains', 'word', 'start', 'end'] as const;
export type NameMatch = (typeof NAME_MATCHES)[number];

/** A rule for every profile whose name matches, such as those that contain "prod". */
export interface NameRule {
  /** As `oneLine` returns it; case and accents don't matter. */
  text: string;
  match: NameMatch;
  /** CSS hex colour; null: the rule sets none. */
  colour: string | null;
  /** Asks before a token with full permission is copied. */
  confirmFull: boolean;
}

export const MAX_NAME_RULES = 20;
/** In UTF-16 units. All rules together have to fit into one synced item. */
export const MAX_RULE_TEXT_LENGTH = 40;

/** Why a rule can't be saved, as a message key. */
type NameRuleProblem =
  | 'ruleNameEmpty'
  | 'ruleNameTooLong'
  | 'ruleNameCharacters'
  | 'ruleNameTwice'
  | 'ruleNameNoEffect';

/** Returns what is wrong with a rule, given the other ones; null: nothing. */
export function nameRuleProblem(rule: NameRule, others: readonly NameRule[]): NameRuleProblem | null {
  const { text, colour, confirmFull } = rule;
  if (isBlank(text)) return 'ruleNameEmpty';
  if (text.length > MAX_RULE_TEXT_LENGTH) return 'ruleNameTooLong';
  if (/\p{Cc}/u.test(text)) return 'ruleNameCharacters';
  if (others.some((other) => isSameRule(other, rule))) return 'ruleNameTwice';
  return colour === null && !confirmFull ? 'ruleNameNoEffect' : null;
}

/** What a rule is known by, as there is no other with the same. */
export type NameRuleId = Pick<NameRule, 'text' | 'match'>;

export function isSameRule(a: NameRuleId, b: NameRuleId): boolean {
  return a.match === b.match && fold(a.text) === fold(b.text);
}

/** Returns true for rules as the editor stores them. */
export function areNameRules(value: unknown): value is NameRule[] {
  return (
    Array.isArray(value) &&
    value.length <= MAX_NAME_RULES &&
    value.every(isNameRule) &&
    value.every((rule, index) => nameRuleProblem(rule, value.slice(0, index)) === null)
  );
}

function isNameRule(value: unknown): value is NameRule {
  return (
    hasOnly(['text', 'match', 'colour', 'confirmFull'], value) &&
    typeof value.text === 'string' &&
    value.text === oneLine(value.text) &&
    (NAME_MATCHES as readonly unknown[]).includes(value.match) &&
    (value.colour === null || isColour(value.colour)) &&
    typeof value.confirmFull === 'boolean'
  );
}

/** Returns true if a rule applies to a profile of this name. */
export function matchesName({ text, match }: Pick<NameRule, 'text' | 'match'>, name: string): boolean {
  const needle = fold(text).trim();
  const folded = fold(name).trim();
  if (needle === '') return false;
  switch (match) {
    case 'contains':
      return folded.includes(needle);
    case 'start':
      return folded.startsWith(needle);
    case 'end':
      return folded.endsWith(needle);
    case 'word':
      return hasWord(folded, needle);
  }
}

/** Returns the colour of the first rule that applies and has one; null: none does. */
export function ruleColour(name: string, rules: readonly NameRule[]): string | null {
  return rules.find((rule) => rule.colour !== null && matchesName(rule, name))?.colour ?? null;
}

/** Returns true if any rule asks before a full token of this profile is copied; an earlier rule can't turn that off. */
export function confirmsFullToken(name: string, rules: readonly NameRule[]): boolean {
  return rules.some((rule) => rule.confirmFull && matchesName(rule, name));
}

function hasWord(text: string, word: string): boolean {
  const isWordPart = (character: string | undefined) =>
    character !== undefined && /[\p{L}\p{N}]/u.test(character);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isWordPart(text[at - 1]) && !isWordPart(text[at + word.length])) return true;
  }
  return false;
}

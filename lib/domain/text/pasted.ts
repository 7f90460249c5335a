/* Extracts what a person means from a pasted text, which may come from an email, a configuration file or a header. */

/** Invisible characters, which have no meaning in a token, a code or an address. */
const INVISIBLE = /(?!\s)[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800]|\ufeff/gu;
const QUOTES = '"\'`‘’‚‛“”„‟«»‹›';
/** Characters around a value in JSON, YAML, a shell, a sentence or a table. */
const AROUND = `\\s${QUOTES}<>()[\\]{}`;
const BEFORE = new RegExp(`^[${AROUND}]+`, 'u');
const AFTER_CLASS = `[${AROUND},;.\\\\]`;
/** Looks behind, since a search from each of many such characters would take long. */
const AFTER = new RegExp(`(?<!${AFTER_CLASS})${AFTER_CLASS}+$`, 'u');
/** What comes before a token in a header, a configuration, a program or a sentence. */
const LABEL = `(?:token|authorization)[\\s${QUOTES}]*(?::?=|:|(?<=\\s)(?:is|é|es)[:\\s])[${AROUND}]*(?:(?:bearer|token)\\s[${AROUND}]*)?`;
const LABELED_TOKEN = new RegExp(`${LABEL}([^${AROUND},;\\\\]*)`, 'iu');
/**
 * Looks ahead, since a field of one line joins the lines of a text: the next label may follow without a blank. What has
 * no digit is a name or a variable.
 */
const LABELED_TOKENS = new RegExp(`${LABEL}(?=[a-z_-]*\\d)(?=([\\w-]{16,}))`, 'giu');

/** A longer text isn't a token with what may be around it. */
const MAX_AROUND_TOKEN = 1000;

/** Returns true if a text names different tokens, each with a label. */
export function hasSeveralTokens(text: string): boolean {
  return new Set(Array.from(text.matchAll(LABELED_TOKENS), ([, token]) => token)).size > 1;
}

/**
 * Returns the token in a pasted text, without quotes, a header's name, `Bearer` and invisible characters. A text with
 * several is returned whole: which of them is meant is the person's choice.
 */
export function pastedToken(text: string): string {
  let token = text.replace(INVISIBLE, '').trim();
  if (token.length > MAX_AROUND_TOKEN || hasSeveralTokens(token)) return token;
  for (let before = ''; before !== token; ) {
    before = token;
    token = withoutAround(LABELED_TOKEN.exec(token)?.[1] ?? token.replace(/^(?:bearer|token)\s+/i, ''));
  }
  return token;
}

/** Returns the digits of a typed or pasted code: `123 456`, `123-456`, full-width digits. */
export function pastedCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[\s.\p{Pd}]/gu, '');
}

/** Returns true for a two-factor code of 6 digits, after {@link pastedCode}. */
export function isCode(text: string): boolean {
  return /^\d{6}$/.test(pastedCode(text));
}

/** Returns the address in a pasted text, without `mailto:`, a name before it and invisible characters. */
export function pastedEmail(text: string): string {
  const bare = text.replace(INVISIBLE, '').trim();
  const address = /<([^<>\s][^<>\s@]*@[^<>\s]+)>[\s,;.]*$/.exec(bare)?.[1] ?? bare;
  return withoutAround(withoutAround(address).replace(/^mailto:([^?]*).*$/is, '$1'));
}

function withoutAround(text: string): string {
  return text.replace(BEFORE, '').replace(AFTER, '');
}

/**
 * Returns true for what looks like an email address to sign in with. A server of one's own may have one without a dot.
 */
export function isSignInEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text);
}

/** Returns true for what looks like one email address to which an invitation can be sent. */
export function isEmail(text: string): boolean {
  return /^[^\s@,;<>]+@[^\s@,;<>][^\s@,;<>.]*\.[^\s@,;<>]+$/.test(text);
}

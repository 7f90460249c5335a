/* Extracts what a person means from a pasted text, which may come from an email, a configuration file or a header. */

/** Invisible characters, which have no meaning in a token, a code or an address. */
const INVISIBLE = /(?!\s)[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800]|\ufeff/gu;
const QUOTES = '"\'`‘’‚‛“”„‟«»‹›';
/** Characters around a value in JSON, YAML, a shell, a sentence or a table. */
const AROUND = new RegExp(`^[\\s${QUOTES}<>()[\\]{}]+|[\\s${QUOTES}<>()[\\]{},;.\\\\]+$`, 'gu');
/** What precedes a token in a header, a configuration or a sentence. */
const TOKEN_LABEL = new RegExp(
  `^(?:curl|-H|--header|export|set|const|let)\\s+|^(?:\\w+[-_ ])*(?:token|authorization)[\\s${QUOTES}]*(?:[:=]|is)\\s*|^(?:bearer|token)\\s+`,
  'iu',
);

/** Returns the token in a pasted text, without quotes, a header's name, `Bearer` and invisible characters. */
export function pastedToken(text: string): string {
  let token = text.replace(INVISIBLE, '');
  for (let before = ''; before !== token; ) {
    before = token;
    token = token.replace(AROUND, '').replace(TOKEN_LABEL, '');
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
  const address = /<([^<>\s]+@[^<>\s]+)>$/.exec(bare)?.[1] ?? bare;
  return address.replace(/^mailto:/i, '').replace(AROUND, '');
}

/** Returns true for what looks like an email address to sign in with. A server of one's own may have one without a dot. */
export function isSignInEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text);
}

/** Returns true for what looks like one email address to which an invitation can be sent. */
export function isEmail(text: string): boolean {
  return /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(text);
}

/*
 * Foreign text (names, descriptions, addresses) must not reorder or hide the text around it. Strings use
 * {@link isolate}, elements `<bdi>` with {@link displayText}.
 */

/** Marks, embeddings and overrides of the bidirectional algorithm (UAX #9), which a name never needs. */
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e]/g;
const BIDI_ISOLATES = /[\u2066-\u2069]/g;
/** Control characters, which break lines or are drawn as boxes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is these characters that are looked for.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
/** Right-to-left scripts and invisible characters, which can reorder or hide the text around them. */
const BIDI_AND_INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** A text of invisible characters only. */
const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\s\u2800]*$/u;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** Returns the text without direction controls; a text of only invisible characters as their code points. */
export function displayText(text: string): string {
  if (text !== '' && INVISIBLE.test(text)) return codePoints(text);
  return BIDI_AND_INVISIBLE.test(text) ? withoutDirectionControls(text).replace(CONTROLS, ' ') : text;
}

/** Returns the text for use within a sentence, isolated so that it can't reorder the rest. */
export function isolate(text: string): string {
  const shown = displayText(text);
  return BIDI_AND_INVISIBLE.test(text) ? `${FIRST_STRONG_ISOLATE}${shown}${POP_ISOLATE}` : shown;
}

/** Returns the text without direction marks and overrides. Balanced isolates, as of {@link isolate}, are kept. */
export function withoutDirectionControls(text: string): string {
  const bare = text.replace(BIDI_CONTROLS, '');
  return isBalanced(bare) ? bare : bare.replace(BIDI_ISOLATES, '');
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const [character] of text.matchAll(BIDI_ISOLATES)) {
    depth += character === POP_ISOLATE ? -1 : 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function codePoints(text: string): string {
  return [...text]
    .slice(0, 4)
    .map((character) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}

/** Letters that Unicode decomposition doesn't reduce to their base letters. */
const BASE_LETTERS: Record<string, string> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

/** Cyrillic and Greek letters that are drawn like Latin ones in one of their cases, and typographic punctuation. */
const LOOK_ALIKES = lookAlikes({
  аα: 'a',
  вβ: 'b',
  с: 'c',
  ԁ: 'd',
  еεҽ: 'e',
  ɡ: 'g',
  нηһ: 'h',
  іι: 'i',
  ј: 'j',
  кκ: 'k',
  ӏ: 'l',
  мμ: 'm',
  ν: 'n',
  оοσ: 'o',
  рρ: 'p',
  ԛ: 'q',
  ѕ: 's',
  тτ: 't',
  ѵ: 'v',
  ԝ: 'w',
  хχ: 'x',
  уυ: 'y',
  ζ: 'z',
  '‘’‚‛ʼʹ′´`': "'",
  '“”„‟″': '"',
  '‐‑‒–—―−': '-',
});

/** A text as {@link fold} returns it, with the offset in the original that each of its UTF-16 units came from. */
export interface Folded {
  text: string;
  /** `offsets[i]`: where unit `i` came from; one more entry at the end for the original's end. */
  offsets: number[];
}

/** Folds a text like {@link fold} and returns it with offsets. */
export function foldWithOffsets(text: string): Folded {
  let folded = '';
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    const opened = foldCharacter(character);
    if (opened !== ' ' || !folded.endsWith(' ')) {
      for (let i = 0; i < opened.length; i++) offsets.push(at);
      folded += opened;
    }
    at += character.length;
  }
  offsets.push(at);
  return { text: folded, offsets };
}

/**
 * Returns the text for comparisons: lower case, without accents and invisible characters, white space collapsed, and
 * lookalikes from other scripts replaced by Latin letters. Used for search and for names that look the same; typed
 * confirmations use {@link looksSame}.
 */
export function fold(text: string): string {
  if (/^[\x20-\x5f\x61-\x7e]*$/.test(text)) return text.toLowerCase().replace(/ {2,}/g, ' ');
  return foldWithOffsets(text).text;
}

/** Returns true if nothing of a text can be seen. */
export function isBlank(text: string): boolean {
  return fold(text).trim() === '';
}

/** Returns true if both texts look the same: like {@link fold}, but case and accents count. */
export function looksSame(a: string, b: string): boolean {
  return visibleForm(a) === visibleForm(b);
}

function visibleForm(text: string): string {
  const characters = [...text.normalize('NFKC')].map((character) => {
    const same = sameLooking(character);
    if (same !== null) return same;
    const lower = character.toLowerCase();
    const latin = LOOK_ALIKES.get(lower);
    if (latin === undefined) return character;
    return lower === character ? latin : latin.toUpperCase();
  });
  return characters.join('').replace(/ {2,}/g, ' ').trim();
}

/** Returns white space, invisible characters and punctuation in their plain form; null for other characters. */
function sameLooking(character: string): string | null {
  // The blank Braille pattern is no white space to Unicode.
  if (/[\s\u2800]/.test(character)) return ' ';
  if (/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/u.test(character)) return '';
  if (character < '\x80' && character !== '`') return null;
  return /\p{L}/u.test(character) ? null : (LOOK_ALIKES.get(character) ?? null);
}

function foldCharacter(character: string): string {
  // Punctuation first: decomposing an acute accent (´) results in a space.
  const same = sameLooking(character);
  if (same !== null) return same;
  if (character < '\x80') return character.toLowerCase();
  const bare = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return BASE_LETTERS[bare] ?? LOOK_ALIKES.get(bare) ?? bare;
}

function lookAlikes(groups: Record<string, string>): Map<string, string> {
  return new Map(
    Object.entries(groups).flatMap(([characters, plain]) =>
      [...characters].map((character): [string, string] => [character, plain]),
    ),
  );
}

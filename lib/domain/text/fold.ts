/** Letters whose stroke or ligature Unicode decomposition keeps, with their base letters. */
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

/** As {@link fold}, with offsets. */
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
 * Returns the text as it looks: without case, accents, invisible characters and the number of blanks, and with
 * Latin letters for those of other scripts that are drawn alike. Search, the tags beside namesakes and typed
 * confirmations all compare by it.
 */
export function fold(text: string): string {
  if (/^[\x20-\x5f\x61-\x7e]*$/.test(text)) return text.toLowerCase().replace(/ {2,}/g, ' ');
  return foldWithOffsets(text).text;
}

/** True when a person sees no difference between the two, or none that matters. */
export function looksSame(a: string, b: string): boolean {
  return fold(a).trim() === fold(b).trim();
}

function foldCharacter(character: string): string {
  if (/\s/.test(character)) return ' ';
  if (/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/u.test(character)) return '';
  if (character < '\x80' && character !== '`') return character.toLowerCase();
  // Punctuation first: decomposing an acute accent (´) leaves a blank.
  const punctuation = LOOK_ALIKES.get(character);
  if (punctuation) return punctuation;
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

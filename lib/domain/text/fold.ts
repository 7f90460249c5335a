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

/** A text without accents and case, with the offset in `text` that each of its UTF-16 units came from. */
export interface Folded {
  text: string;
  /** `offsets[i]`: where unit `i` came from; one more entry at the end for the text's own end. */
  offsets: number[];
}

/** Folds accents and case away and remembers where each unit came from. */
export function foldWithOffsets(text: string): Folded {
  let folded = '';
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    const opened = foldCharacter(character);
    for (let i = 0; i < opened.length; i++) offsets.push(at);
    folded += opened;
    at += character.length;
  }
  offsets.push(at);
  return { text: folded, offsets };
}

/** Accents and case folded away. */
export function fold(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : foldWithOffsets(text).text;
}

function foldCharacter(character: string): string {
  if (character < '\x80') return character.toLowerCase();
  const bare = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return BASE_LETTERS[bare] ?? bare;
}

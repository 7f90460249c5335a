/** Letters that carry their stroke or ligature in one sign, so that decomposition does not open them. */
const OPENED: Record<string, string> = {
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
  for (const sign of text) {
    const opened = foldSign(sign);
    for (let i = 0; i < opened.length; i++) offsets.push(at);
    folded += opened;
    at += sign.length;
  }
  offsets.push(at);
  return { text: folded, offsets };
}

/** Accents and case folded away. */
export function fold(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : foldWithOffsets(text).text;
}

function foldSign(sign: string): string {
  if (sign < '\x80') return sign.toLowerCase();
  const bare = sign.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return OPENED[bare] ?? bare;
}

/**
 * Characters that are invisible or change the order of others: controls except tab and line feed, format characters
 * (including bidirectional ones), unusual spaces, fillers, variation selectors and tags. A code sample needs none.
 */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0\u2800]|\u034F|\u17B4|\u17B5|\p{Variation_Selector}|(?! )\p{Zs}/u;

/** Returns the first hidden character of a text as `U+202E`; null when there is none. */
export function hiddenCharacter(text: string): string | null {
  for (const char of text) {
    if (char === '\n' || char === '\t' || !HIDDEN.test(char)) continue;
    return `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return null;
}

/** Returns a text as one part of a path or a query; half a character, which has no code, is replaced. */
export function encodePart(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

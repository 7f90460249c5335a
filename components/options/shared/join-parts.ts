/** Returns parts of one text with dots between them, none of which begins a line. */
export function joinParts(parts: readonly string[]): string {
  return parts.join('\u00a0· ');
}

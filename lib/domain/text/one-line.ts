/** Returns what was typed in one line: each run of white space is one space, and none is at an end. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

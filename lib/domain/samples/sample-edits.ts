/** Replaces `[start, end)` of a sample. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Returns a text with edits that don't overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const last = edits.toSorted((a, b) => b.start - a.start);
  return last.reduce((done, edit) => done.slice(0, edit.start) + edit.text + done.slice(edit.end), text);
}

/** Returns by how much the edits before `at` move what is there. */
export function shiftAt(at: number, edits: readonly Edit[]): number {
  return edits
    .filter(({ start }) => start < at)
    .reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
}

/* Reads the context of a position in a code sample, in any language. */

/** How far from a position brackets, comments and names are searched, in characters. */
export const WINDOW = 600;
/** Where a comment begins: one to the line's end, or a line of a longer one. */
const COMMENT_MARK = /^\s*\*|(?:^|\s)(?:\/\/|\/\*|#)/;

/**
 * Returns the name of the innermost call whose arguments contain `at`, as written (`new Account`, `Analysis.use`,
 * `req.Header.Add`); null outside of calls.
 */
export function enclosingCall(text: string, at: number): string | null {
  let closed = 0;
  const floor = Math.max(0, at - WINDOW);
  for (let i = at - 1; i >= floor; i--) {
    const char = text[i]!;
    if (char === '"' || char === "'" || char === '`') i = openingQuote(text, i, char, floor);
    else if (char === ')' || char === ']') closed++;
    else if (char === '(' || char === '[') {
      if (closed > 0) closed--;
      else if (char === '[') return `${nameBefore(text, i)}[]`;
      else return nameBefore(text, i);
    }
  }
  return null;
}

/** Returns the offset of the bracket that closes the one at `open`; where the search ends when none does. */
export function closingBracket(text: string, open: number): number {
  const end = Math.min(text.length, open + WINDOW);
  let depth = 0;
  for (let i = open; i < end; i++) {
    const char = text[i]!;
    if (char === '"' || char === "'" || char === '`') i = closingQuote(text, i, char, end);
    else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char) && --depth === 0) return i;
  }
  return end;
}

/** Returns true if the line is a comment before `at`. */
export function inComment(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^\s*(\/\/|\/\*|\*|#(?!define\b)|<!--)/.test(line);
}

/** Returns true if a comment begins on the line before `at`. */
export function afterCommentMark(text: string, at: number): boolean {
  const line = text.slice(Math.max(text.lastIndexOf('\n', at) + 1, at - WINDOW), at);
  return COMMENT_MARK.test(line);
}

/** Returns a sample without its comments. */
export function withoutComments(text: string): string {
  // Split where a comment may end: a search for the end of each one that begins could take long.
  const parts = text.split(/(?<=\*\/)/);
  const withoutBlocks = parts.map((part) =>
    part.endsWith('*/') ? part.replace(/(?:^|\s)\/\*[\s\S]*/, '') : part,
  );
  const lines = withoutBlocks.join('').split('\n');
  return lines.map((line) => line.split(COMMENT_MARK, 1)[0]).join('\n');
}

/** Returns the opening quote of a string that closes at `end` on the same line; `end` when there is none. */
function openingQuote(text: string, end: number, quote: string, floor: number): number {
  for (let i = end - 1; i >= floor; i--) {
    if (text[i] === '\n' && quote !== '`') return end;
    if (text[i] === quote && text[i - 1] !== '\\') return i;
  }
  return end;
}

/** Returns the closing quote of a string that opens at `start` on the same line; `start` when there is none. */
function closingQuote(text: string, start: number, quote: string, end: number): number {
  for (let i = start + 1; i < end; i++) {
    if (text[i] === '\n' && quote !== '`') return start;
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i;
  }
  return start;
}

function nameBefore(text: string, open: number): string | null {
  return /((?:new\s+)?[A-Za-z_$][\w$.:!]*)\s*$/.exec(text.slice(Math.max(0, open - 80), open))?.[1] ?? null;
}

import { isJson } from './json-text.ts';

/*
 * A command can be pasted into another shell than the one it was written for. In cmd.exe a single quote is no quote,
 * and a line's end ends the command; PowerShell and cmd.exe know no backslash before a quote; in fish one before a
 * single quote escapes it. So what is quoted must not become a command of its own there.
 */

/** What is between two quotes of a command, or the character after a backslash. */
interface QuotedPart {
  quote: string;
  inside: string;
}

/** Returns the quoted parts of shell commands, as a POSIX shell reads them. */
export function quotedParts(text: string): QuotedPart[] {
  return [...text.matchAll(/\\([\s\S])|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"/g)].map(
    ([part, escaped, single, double]) => ({ quote: part[0]!, inside: escaped ?? single ?? double ?? '' }),
  );
}

/** Returns true if another shell could run a part of it. */
export function isMisread({ quote, inside }: QuotedPart): boolean {
  if (quote === '\\') return /[&|;<>"']/.test(inside);
  if (quote === '"') return inside.includes('\n') || (inside.includes('\\"') && /[&|;<>]/.test(inside));
  if (inside.endsWith('\\')) return true;
  return hasOperator(inside) || (inside.includes('\n') && !isJson(inside));
}

/** Returns true if another shell could run a part of the body of a generated command. */
export function isBodyMisread(command: string): boolean {
  const body = / \\\n(?:-d|--data-raw) '([\s\S]*)'\s*$/.exec(command)?.[1] ?? '';
  return (
    hasOperator(body.replaceAll("'\\''", '')) || /(?<!\\)(?:\\\\)*\\'/.test(body.replaceAll("'\\''", "'"))
  );
}

/** Returns true if a body could be more than the end of a command: in cmd.exe, where only double quotes quote. */
function hasOperator(inside: string): boolean {
  const strings = inside.includes('\\"') ? inside : inside.replace(/"[^"\n]*"/g, '');
  const open = strings
    .replace(/<[\w -]+>/g, '')
    // The parameters of an address: each would be a program of that name.
    .replace(/^https?:\/\/[^\s"]*$/, (address) => address.replace(/&(?=[\w[\]%.-]+=)/g, ''));
  return /[&|<>]/.test(open);
}

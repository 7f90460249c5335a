import { optionsOf, readOption, splitCommands } from './shell-words.ts';

/** The method that an option chooses if the command names none. */
const METHOD_BY_OPTION: Record<string, string> = {
  ...asMethod('HEAD', 'I head'),
  ...asMethod('POST', 'd data data-raw data-binary data-urlencode json F form body-data post-data'),
  ...asMethod('PUT', 'T upload-file'),
};

/** Words before a program's name: a program that runs it, or a variable. */
const BEFORE_PROGRAM = /^(?:sudo|env|[A-Za-z_]\w*=.*)$/s;

/** Returns the HTTP method of each shell command that sends a request, whether a token may be put into it or not. */
export function requestMethods(text: string): string[] {
  const plain = text
    .replace(/^[ \t]*#.*$/gm, '')
    .replace(/^[ \t]*[$>][ \t]+/gm, '')
    .replace(/[;&|]/g, '\n')
    .replace(/[$`()<>{}~!*^#]/g, '_');
  const commands = splitCommands(plain);
  return typeof commands === 'string' ? [] : commands.flatMap((words) => methodOfCommand(words) ?? []);
}

function methodOfCommand(words: string[]): string | null {
  const program = words.findIndex((word) => !BEFORE_PROGRAM.test(word));
  const options = optionsOf(words[program] ?? '');
  if (!options) return null;
  let named: string | null = null;
  let implied: string | null = null;
  let gets = false;
  for (let i = program + 1; i < words.length; i++) {
    const option = readOption(words[i]!, options);
    if (option === null || option === 'unknown') continue;
    const value = option.kind === 'flag' ? null : (option.value ?? words[++i] ?? '');
    for (const name of option.names) {
      if (value !== null && /^(?:X|request|method)$/.test(name)) named = value.toUpperCase();
      implied ??= METHOD_BY_OPTION[name] ?? null;
      gets ||= name === 'G' || name === 'get';
    }
  }
  return named ?? (gets ? 'GET' : (implied ?? 'GET'));
}

function asMethod(method: string, options: string): Record<string, string> {
  return Object.fromEntries(options.split(' ').map((name) => [name, method]));
}

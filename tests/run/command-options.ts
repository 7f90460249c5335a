/** Returns the whole number that is given for an option of a command; throws what is wrong with it. */
export function wholeNumber(
  option: string,
  text: string,
  { min = 1, max = Number.MAX_SAFE_INTEGER } = {},
): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new Error(`--${option} must be a whole number ${range}`);
}

/** Returns the options that `read` returns; if it throws, the process ends with 2, the reason and the usage. */
export function optionsOf<T>(usage: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    return wrongUse((error as Error).message, usage);
  }
}

/** Ends the process with 2, the reason and the usage. */
export function wrongUse(reason: string, usage: string): never {
  process.stderr.write(`${reason}\n${usage}\n`);
  process.exit(2);
}

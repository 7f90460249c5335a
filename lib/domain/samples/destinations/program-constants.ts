import { isAssignment, isKeyToken, type Program } from './program-tokens.ts';

/** Values that a program gives a name once: a string, or what is in braces. */
export class Constants {
  /** By name, where the name stands that gets the value. */
  readonly #places = new Map<string, number>();
  readonly #used = new Set<number>();
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
    const { tokens, pairs } = program;
    for (const [i, { kind, text, startsLine, member }] of tokens.entries()) {
      const declares = startsLine || /^(?:const|let|var)$/.test(tokens[i - 1]?.text ?? '');
      if (kind !== 'word' || member || !declares || !isAssignment(program, i + 1)) continue;
      const value = tokens[i + 2];
      const end = value?.text === '{' ? pairs.get(i + 2)! : i + 2;
      const after = tokens[end + 1];
      const isWhole = !after || after.text === ';' || (after.startsLine && /^[\w$}]/.test(after.text));
      if (value && (value.kind === 'string' || value.text === '{') && isWhole) this.#places.set(text, i);
    }
  }

  /** Returns where the value begins that the name at `i` stands for, and counts this use; null when it has none. */
  use(i: number): number | null {
    const place = this.#places.get(this.#program.tokens[i]!.text);
    if (place === undefined) return null;
    this.#used.add(i);
    return place + 2;
  }

  /**
   * Returns the first name of those used that may have another value: it stands anywhere else, where it could get one.
   */
  changed(): string | null {
    const { tokens } = this.#program;
    const names = new Set([...this.#used].map((i) => tokens[i]!.text));
    const other = tokens.findIndex(
      ({ kind, text, member }, i) =>
        kind === 'word' &&
        !member &&
        names.has(text) &&
        this.#places.get(text) !== i &&
        !this.#used.has(i) &&
        !isKeyToken(this.#program, i),
    );
    return other < 0 ? null : tokens[other]!.text;
  }
}

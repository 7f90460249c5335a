import { expect } from 'vitest';

/** Lengths of text, close together at first: a search with 2ⁿ steps must be noticed before it takes years. */
const LENGTHS = [
  ...Array.from({ length: 20 }, (_, i) => 20 + 2 * i),
  120,
  240,
  500,
  1000,
  2000,
  4000,
  8000,
  30_000,
];

const QUADRATIC = /[a-y]+z/;
/** The time of a search that takes n²/2 steps for the longest text. */
let quadratic: number | null = null;

function timeOfQuadratic(): number {
  // An expression is compiled when it is used again.
  for (let i = 0; i < 3; i++) QUADRATIC.test('a'.repeat(100));
  return timeOf(() => QUADRATIC.test('a'.repeat(LENGTHS.at(-1)!)));
}

function timeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/**
 * Asserts that no text takes longer than a few quadratic searches, as measured in the same run, in the longest one. The
 * texts become longer step by step, so that a search that takes many times as long for a text of twice the length fails
 * soon instead of never ending.
 */
export function expectBoundedWork(
  search: (text: string) => unknown,
  textOf: (length: number) => string,
): void {
  quadratic ??= timeOfQuadratic();
  for (const length of LENGTHS) {
    const text = textOf(length);
    const times = timeOf(() => search(text)) / quadratic;
    expect(
      times,
      `quadratic searches for ${length} characters of ${JSON.stringify(text.slice(0, 40))}`,
    ).toBeLessThan(5);
  }
}

/** Returns a text of about that length: `middle` as often as fits between the other two. */
export const repeating =
  (before: string, middle: string, after = '') =>
  (length: number): string =>
    before + middle.repeat(Math.max(1, (length - before.length - after.length) / middle.length)) + after;

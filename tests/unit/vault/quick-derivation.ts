import { vi } from 'vitest';

/**
 * Lets a passphrase's key be derived in a thousandth of the rounds, so that a test does not wait for what is slow
 * on purpose. Answers the rounds that were asked for; asking for too few fails.
 */
export function quickenDerivation(): number[] {
  const asked: number[] = [];
  const derive = crypto.subtle.deriveKey.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, 'deriveKey').mockImplementation((algorithm, ...rest) => {
    const { name, iterations = 0 } = algorithm as Pbkdf2Params;
    if (name !== 'PBKDF2') return derive(algorithm, ...rest);
    if (iterations < 600_000) throw new Error(`only ${iterations} rounds`);
    asked.push(iterations);
    return derive({ ...(algorithm as Pbkdf2Params), iterations: iterations / 1000 }, ...rest);
  });
  return asked;
}

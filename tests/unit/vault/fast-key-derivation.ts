import { vi } from 'vitest';

/**
 * Derives a passphrase's key in a thousandth of the rounds, because the real number is slow on purpose. Returns the
 * numbers of rounds that were requested; fewer than 600,000 throw.
 */
export function speedUpKeyDerivation(): number[] {
  const requested: number[] = [];
  const derive = crypto.subtle.deriveKey.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, 'deriveKey').mockImplementation((algorithm, ...rest) => {
    const { name, iterations = 0 } = algorithm as Pbkdf2Params;
    if (name !== 'PBKDF2') return derive(algorithm, ...rest);
    if (iterations < 600_000) throw new Error(`only ${iterations} rounds`);
    requested.push(iterations);
    return derive({ ...(algorithm as Pbkdf2Params), iterations: iterations / 1000 }, ...rest);
  });
  return requested;
}

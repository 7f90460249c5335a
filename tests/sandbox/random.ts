import { createHash } from 'node:crypto';
import type { State } from './state.ts';

/** Returns a deterministic number in [0, 1) from a seed and any number of parts. */
export function noise(seed: number, ...parts: number[]): number {
  let h = seed | 0 || 0x9e3779b9;
  for (const part of parts) {
    h = Math.imul(h ^ (part | 0), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h ^= h >>> 12;
  return (h >>> 0) / 4294967296;
}

/** Returns a repeatable sequence of numbers in [0, 1). */
export function stream(seed: number): () => number {
  let step = 0;
  return () => noise(seed, ++step, 0x51ed);
}

const digest = (state: State, what: string) =>
  createHash('sha256')
    .update(`${state.seed}/${what}/${++state.counter}`)
    .digest('hex');

/** Returns a new id of 24 hex characters, as the platform's are. */
export const newId = (state: State): string => digest(state, 'id').slice(0, 24);

/** Returns 32 new hex characters, for the part after a token's prefix. */
export const newSecret = (state: State): string => digest(state, 'secret').slice(0, 32);

export function asUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

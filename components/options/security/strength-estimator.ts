import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** Words that anybody who knows this extension would guess. */
const WELL_KNOWN_WORDS = ['tago', 'tagoio', 'profile', 'profiles', 'passphrase'];

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** From 0 (very easy to guess) to 4 (very hard). */
export type Score = 0 | 1 | 2 | 3 | 4;

/**
 * Returns how hard a passphrase is to guess. `known`: words that an attacker knows about the person.
 */
export function scoreOf(passphrase: string, known: readonly string[]): Score {
  return estimator.check(passphrase, [...WELL_KNOWN_WORDS, ...known]).score;
}

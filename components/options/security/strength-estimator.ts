import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** Words that say nothing to whoever knows which extension this is. */
const WELL_KNOWN_WORDS = ['tago', 'tagoio', 'profile', 'profiles', 'passphrase'];

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** How hard a passphrase is to guess: 0 (at once) to 4 (not at all). `known`: what an attacker knows of the person. */
export function scoreOf(passphrase: string, known: readonly string[]): 0 | 1 | 2 | 3 | 4 {
  return estimator.check(passphrase, [...WELL_KNOWN_WORDS, ...known]).score;
}

import type { ReadonlySignal } from '@preact/signals';
import { refId } from '../domain/identity/keys.ts';
import type { TokenList } from '../domain/tokens/token.ts';
import { pairId } from './collection.ts';
import { lazyCollection } from './lazy-signal.ts';

const lists = lazyCollection('tokens', refId, pairId);

/** Returns the tokens' metadata of every profile for which it was read, by refId; null until read. */
export function watchTokens(): ReadonlySignal<ReadonlyMap<string, TokenList> | null> {
  return lists;
}

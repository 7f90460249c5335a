import type { ReadonlySignal } from '@preact/signals';
import { refId } from '../domain/identity/keys.ts';
import type { TokenList } from '../domain/tokens/token.ts';
import { pairId } from './collection.ts';
import { lazyCollection } from './lazy-signal.ts';

/** The tokens' metadata of every profile for which it was read, by refId; null until read. */
export const tokensByProfile: ReadonlySignal<ReadonlyMap<string, TokenList> | null> = lazyCollection(
  'tokens',
  refId,
  pairId,
);

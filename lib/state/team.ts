import type { ReadonlySignal } from '@preact/signals';
import { refId } from '../domain/identity/keys.ts';
import type { Team } from '../domain/team.ts';
import { pairId } from './collection.ts';
import { lazyCollection } from './lazy-signal.ts';

/** The team of every profile for which it was read, by refId; null until read. */
export const teamsByProfile: ReadonlySignal<ReadonlyMap<string, Team> | null> = lazyCollection(
  'team',
  refId,
  pairId,
);

import type { ReadonlySignal } from '@preact/signals';
import type { TokenRotation } from '../domain/tokens/rotation.ts';
import { listRotations } from '../store/rotations.ts';
import { lazyValue } from './lazy-signal.ts';

const rotations = lazyValue('settings', listRotations);

/** Returns the tokens that are being replaced, the oldest rotation first; null until read. */
export function watchRotations(): ReadonlySignal<TokenRotation[] | null> {
  return rotations;
}

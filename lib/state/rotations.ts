import type { ReadonlySignal } from '@preact/signals';
import type { TokenRotation } from '../domain/tokens/rotation.ts';
import { listRotations } from '../store/rotations.ts';
import { lazyValue } from './lazy-signal.ts';

/** The tokens that are being replaced, the oldest rotation first; null until read. */
export const rotations: ReadonlySignal<TokenRotation[] | null> = lazyValue('settings', listRotations);

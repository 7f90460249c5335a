import type { ReadonlySignal } from '@preact/signals';
import type { TokenRotation } from '../domain/tokens/rotation.ts';
import { listRotations } from '../store/rotations.ts';
import { lazySignal } from './lazy-signal.ts';

const rotations = lazySignal<TokenRotation[]>((show) => ({
  store: 'settings',
  read: async () => {
    const rows = await listRotations();
    return () => show(rows);
  },
}));

/** The tokens that are being replaced, the oldest rotation first; null until read. */
export function watchRotations(): ReadonlySignal<TokenRotation[] | null> {
  return rotations;
}

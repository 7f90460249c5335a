import type { ReadonlySignal } from '@preact/signals';
import type { Revocation } from '../domain/tokens/pending-revocation.ts';
import { listRevocations } from '../store/revocations.ts';
import { lazySignal } from './lazy-signal.ts';

const revocations = lazySignal<Revocation[]>((show) => ({
  store: 'settings',
  read: async () => {
    const rows = await listRevocations();
    return () => show(rows);
  },
}));

/** Tokens of the extension that still have to be revoked on the platform, the oldest first; null until read. */
export function watchRevocations(): ReadonlySignal<Revocation[] | null> {
  return revocations;
}

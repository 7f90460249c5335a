import type { ReadonlySignal } from '@preact/signals';
import type { Revocation } from '../domain/tokens/pending-revocation.ts';
import { listRevocations } from '../store/revocations.ts';
import { lazyValue } from './lazy-signal.ts';

const revocations = lazyValue('settings', listRevocations);

/** Returns the extension tokens that still have to be revoked on the platform, the oldest first; null until read. */
export function watchRevocations(): ReadonlySignal<Revocation[] | null> {
  return revocations;
}

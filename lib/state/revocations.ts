import type { ReadonlySignal } from '@preact/signals';
import type { Revocation } from '../domain/tokens/pending-revocation.ts';
import { listRevocations } from '../store/revocations.ts';
import { lazyValue } from './lazy-signal.ts';

/** The extension tokens that still have to be revoked on the platform, the oldest first; null until read. */
export const revocations: ReadonlySignal<Revocation[] | null> = lazyValue('settings', listRevocations);

import { signal } from '@preact/signals';
import type { OptionsRoute } from '../../lib/domain/settings/options-route.ts';

/** The status bar's message, announced to screen readers. Failures stay; success gives way to the key hints. */
export interface Status {
  tone: 'done' | 'error';
  text: string;
  /** The way on. */
  action?: { label: string; route: OptionsRoute };
}

/** Long enough to be read twice. */
const DONE_TIMEOUT_MS = 5000;

export const status = signal<Status | null>(null);
let fading: ReturnType<typeof setTimeout> | undefined;

export function showStatus(next: Status | null): void {
  clearTimeout(fading);
  status.value = next;
  if (next?.tone === 'done') fading = setTimeout(() => showStatus(null), DONE_TIMEOUT_MS);
}

import { signal } from '@preact/signals';
import type { OptionsRoute } from '../../lib/domain/settings/options-route.ts';

/** What the line at the bottom says, aloud too. Trouble stays; success makes room for the key hints again. */
export interface Status {
  tone: 'done' | 'trouble';
  text: string;
  /** The way on. */
  action?: { label: string; route: OptionsRoute };
}

/** Long enough to be read twice. */
const DONE_MS = 5000;

export const status = signal<Status | null>(null);
let fading: ReturnType<typeof setTimeout> | undefined;

export function say(next: Status | null): void {
  clearTimeout(fading);
  status.value = next;
  if (next?.tone === 'done') fading = setTimeout(() => say(null), DONE_MS);
}

import { signal } from '@preact/signals';
import { type OptionsRoute, optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { t } from '../../lib/i18n/t.ts';
import type { IconName } from '../ui/icon.tsx';

/** The status bar's message, announced to screen readers. A success is replaced by the key hints; others stay. */
export interface Status {
  /** info: nothing went wrong, but something has to be done first. */
  tone: 'done' | 'info' | 'error';
  /** By default the tone's. */
  icon?: IconName;
  text: string;
  /** What to do next. */
  action?: { label: string; route: OptionsRoute } | undefined;
}

/** Returns what to do next where there is nothing else to do. */
export function toDiagnostics(): NonNullable<Status['action']> {
  return { label: t('diagnosticsTitle'), route: optionsRoutes.diagnostics };
}

/** Long enough to be read twice. */
const DONE_TIMEOUT_MS = 5000;

export const status = signal<Status | null>(null);
let hideTimer: ReturnType<typeof setTimeout> | undefined;

export function showStatus(next: Status | null): void {
  clearTimeout(hideTimer);
  status.value = next;
  if (next?.tone === 'done') hideTimer = setTimeout(() => showStatus(null), DONE_TIMEOUT_MS);
}

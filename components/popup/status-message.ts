import { signal } from '@preact/signals';
import type { Failure, FailureCode } from '../../lib/domain/failure.ts';
import { type OptionsRoute, optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { t } from '../../lib/i18n/t.ts';
import { failureText } from '../ui/failure-text.ts';

/** The status bar's message, announced to screen readers. A failure stays; a success is replaced by the key hints. */
export interface Status {
  tone: 'done' | 'error';
  text: string;
  /** What to do next. */
  action?: { label: string; route: OptionsRoute };
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

/** Failures that a person didn't cause and can't repair: diagnostics say more. */
const UNEXPLAINED: ReadonlySet<FailureCode> = new Set([
  'server',
  'malformed',
  'timeout',
  'outcome-unknown',
  'internal',
]);

/** Shows a failure, with a link to diagnostics where there is nothing else to do. */
export function showFailure(failure: Failure): void {
  const action = { label: t('diagnosticsTitle'), route: optionsRoutes.diagnostics };
  showStatus({
    tone: 'error',
    text: failureText(failure),
    ...(UNEXPLAINED.has(failure.code) ? { action } : {}),
  });
}

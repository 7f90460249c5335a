import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure.ts';
import { hasElapsed } from '../../lib/domain/time.ts';
import { t } from '../../lib/i18n/t.ts';
import { hiddenWhileLocked } from '../../lib/state/app-state.ts';
import { failureText } from './failure-text.ts';
import { openDialogs } from './open-dialogs.ts';
import { renderOnTop } from './render-on-top.tsx';
import { useReturnFocus } from './use-return-focus.ts';
import './forms.css';

interface Toast {
  id: number;
  text: string;
  tone: 'done' | 'error';
  /** When it came onto the page last. */
  shownAt: number;
}

const TOAST_TIMEOUT_MS = 6000;
/** Screen readers have begun to read what has been shown for so long. */
const READ_AFTER_MS = 1000;
const MAX_TOASTS = 3;
/** More failures than that are hardly read one by one. */
const MAX_FAILURES = 5;
const toasts = signal<Toast[]>([]);
let lastId = 0;

/** Shows a short confirmation for some seconds, read by screen readers. A failure stays until it is dismissed. */
export function announce(text: string, tone: Toast['tone'] = 'done'): void {
  toasts.value = [...withRoom(toasts.value), { id: ++lastId, text, tone, shownAt: Infinity }];
}

/** Drops the oldest message where there are too many: a failure only if there is nothing else. */
function withRoom(shown: readonly Toast[]): Toast[] {
  if (shown.length < MAX_TOASTS) return [...shown];
  const oldest = shown.find(({ tone }) => tone === 'done') ?? (shown.length < MAX_FAILURES ? null : shown[0]);
  return shown.filter((toast) => toast !== oldest);
}

/** Shows why something failed. */
export function announceFailure(failure: Failure): void {
  const text = failureText(failure);
  // Several at a time may say the same, and one stays until it is dismissed.
  toasts.value = toasts.value.filter((toast) => toast.text !== text);
  announce(text, 'error');
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/** Shows what is announced from now on; call once per page, at the start. */
export function drawToasts(): void {
  renderOnTop(<Toasts />);
}

/** The live region with the toasts. They name profiles: while everything is hidden, they wait. */
function Toasts() {
  const dialog = openDialogs.value.at(-1);
  // A dialog that opens or closes moves the region. Screen readers announce what comes into one that is there already;
  // what they have read stays in it, or they would read it again at each dialog.
  const [readIn, setReadIn] = useState(dialog);
  useEffect(() => setReadIn(dialog), [dialog]);
  const shown = toasts.value.filter(
    ({ shownAt }) =>
      !hiddenWhileLocked.value && (readIn === dialog || hasElapsed(READ_AFTER_MS, shownAt, Date.now())),
  );
  return (
    <section class="toasts" aria-label={t('formNotifications')}>
      <div role="status" aria-live="polite">
        {shown.map((toast) => (
          <ToastItem key={toast.id} toast={toast} />
        ))}
      </div>
    </section>
  );
}

function ToastItem({ toast }: { toast: Toast }) {
  const { id, text, tone } = toast;
  useEffect(() => {
    toast.shownAt = Date.now();
    if (tone === 'error') return;
    const timer = setTimeout(() => dismiss(id), TOAST_TIMEOUT_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class={`toast toast--${tone}`} {...useReturnFocus<HTMLDivElement>()}>
      <span>{text}</span>
      <button type="button" class="toast__dismiss" onClick={() => dismiss(id)}>
        {t('formDismiss')}
      </button>
    </div>
  );
}

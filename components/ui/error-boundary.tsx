import type { ComponentChildren } from 'preact';
import { useErrorBoundary, useState } from 'preact/hooks';
import { errorEntry } from '../../lib/domain/diagnostics/error-entry.ts';
import { t } from '../../lib/i18n/t.ts';
import { noteError } from '../../lib/state/note-error.ts';
import { Button } from './button.tsx';
import './ui.css';

/**
 * Keeps an error in its children from taking the rest of the page with it: says what failed, tries again on
 * request, and offers a report. A new `key` starts over.
 */
export function ErrorBoundary({
  what,
  where,
  children,
}: {
  /** The part's name, for the person. */
  what: string;
  /** The same for the report: never a name from the platform. */
  where: string;
  children: ComponentChildren;
}) {
  const [error, reset] = useErrorBoundary((thrown) => noteError(where, thrown));
  const [copied, setCopied] = useState(false);
  if (!error) return <>{children}</>;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(`${errorReport(where, error)}\n${navigator.userAgent}`);
      setCopied(true);
    } catch {
      // The page lost the focus while it was pressed: nothing was copied, and the button still says so.
    }
  };
  return (
    <div class="failed" role="alert">
      <b>{t('partFailed', what)}</b>
      <span class="failed__actions">
        <Button onClick={reset}>{t('optionsTryAgain')}</Button>
        <Button onClick={copy}>{t(copied ? 'copied' : 'partFailedCopy')}</Button>
      </span>
    </div>
  );
}

/** Returns what helps to find the fault and may be posted in public. */
export function errorReport(where: string, error: unknown): string {
  const { code, places } = errorEntry(where, error, Date.now());
  return [`Profiles for TagoIO: ${where}`, code, ...places].join('\n');
}

import type { ComponentChildren } from 'preact';
import { useErrorBoundary, useLayoutEffect } from 'preact/hooks';
import { errorEntry } from '../../lib/domain/diagnostics/error-entry.ts';
import { failureKey } from '../../lib/i18n/failure-key.ts';
import { t } from '../../lib/i18n/t.ts';
import { extensionVersion, logError } from '../../lib/state/log-error.ts';
import { Button } from './button.tsx';
import { DiagnosticsLink } from './diagnostics-link.tsx';
import { useCopy } from './use-copy.ts';
import './ui.css';

/**
 * Keeps an error in its children from taking the rest of the page with it: says what failed, tries again on request
 * or for another `triedFor`, and offers a report. A new `key` starts over, also without an error.
 */
export function ErrorBoundary({
  what,
  where,
  triedFor,
  children,
}: {
  /** The part's name as the person knows it. */
  what: string;
  /** The part's name in the report: never a name from the platform. */
  where: string;
  /** What an error may depend on, such as the address. */
  triedFor?: unknown;
  children: ComponentChildren;
}) {
  const [error, reset] = useErrorBoundary((thrown) => logError(where, thrown));
  useLayoutEffect(() => {
    if (error) reset();
  }, [triedFor]);
  const { outcome, copy } = useCopy();
  if (!error) return <>{children}</>;
  return (
    <div class="failed" role="alert">
      <b>{t('partFailed', what)}</b>
      <span class="failed__actions">
        <Button onClick={reset}>{t('optionsTryAgain')}</Button>
        <Button onClick={() => copy(`${errorReport(where, error)}\n${navigator.userAgent}`)}>
          {t(outcome === 'copied' ? 'copied' : 'partFailedCopy')}
        </Button>
        <DiagnosticsLink />
      </span>
      {outcome === 'refused' && <span>{t(failureKey('clipboard'))}</span>}
    </div>
  );
}

/** Returns a report of an error that helps to find its cause and is safe to post in public. */
export function errorReport(where: string, error: unknown): string {
  const { code, places } = errorEntry(where, error, Date.now());
  return [`Profiles for TagoIO ${extensionVersion()}: ${where}`, code, ...places].join('\n');
}

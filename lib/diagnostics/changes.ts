import { browser } from '../browser.ts';
import { ERRORS_KEY } from './error-log.ts';
import { REQUESTS_KEY } from './request-log.ts';

/** Calls `listener` whenever any context recorded requests or an error. Returns a function that stops it. */
export function onDiagnosticsChange(listener: () => void): () => void {
  const changed = (changes: Record<string, unknown>, area: string) => {
    if (area === 'session' && (REQUESTS_KEY in changes || ERRORS_KEY in changes)) listener();
  };
  browser.storage.onChanged.addListener(changed);
  return () => browser.storage.onChanged.removeListener(changed);
}

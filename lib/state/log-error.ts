/** Lets pages record unexpected errors for the diagnostics page. */
export { logError } from '../diagnostics/error-log.ts';

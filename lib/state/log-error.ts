/** Lets pages record unexpected errors for the diagnostics page. */
export { logError, logErrorsOf } from '../diagnostics/error-log.ts';

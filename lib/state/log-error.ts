/** Lets pages record unexpected errors for the diagnostics page, and report one. */
export { logError, logErrorsOf } from '../diagnostics/error-log.ts';
export { extensionVersion } from '../diagnostics/version.ts';

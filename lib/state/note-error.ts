/** Lets pages record unexpected errors for the diagnostics page. */
export { noteError } from '../diagnostics/error-log.ts';

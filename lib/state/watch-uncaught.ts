/** Lets pages record the errors that nobody caught. */
export { watchUncaught } from '../diagnostics/uncaught.ts';

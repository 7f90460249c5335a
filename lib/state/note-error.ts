/** Pages note what nobody expected here; see the diagnostics page. */
export { noteError } from '../diagnostics/error-log.ts';

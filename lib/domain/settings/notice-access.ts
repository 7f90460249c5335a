/** Leave to show notices. */
export type { OptionalAccess as NoticeAccess } from './optional-access.ts';

import { accessContext, useAccess } from '../../ui/optional-access.ts';

/** Leave to show notices. */
export const NoticeAccessContext = accessContext();

/** Leave to show notices, and whether they may be shown (null: not known yet). */
export const useNoticeAccess = () => useAccess(NoticeAccessContext);

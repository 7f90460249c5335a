import { accessContext, useAccess } from '../../ui/optional-access.ts';

/** Leave to look at the clipboard. */
export const ClipboardAccessContext = accessContext();

/** Leave to look at the clipboard, and whether it is given (null: not known yet). */
export const useClipboardAccess = () => useAccess(ClipboardAccessContext);

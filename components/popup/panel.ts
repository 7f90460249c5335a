/** Whether this page is the side panel, which stays open, and not the popup, which closes. */
export const isPanel = globalThis.location?.search === '?panel';

/** This page is the panel, which stays open beside the page; else the popup, which closes. */
export const isPanel = globalThis.location?.search === '?panel';

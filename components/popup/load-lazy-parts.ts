/** Loads what isn't needed for the first paint. Rejects if an update has removed the file while the page is open. */
export const loadLazyParts = () => import('./lazy-parts.ts');
export type LazyParts = Awaited<ReturnType<typeof loadLazyParts>>;

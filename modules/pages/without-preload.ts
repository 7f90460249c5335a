import type { Plugin } from 'vite';

/**
 * Vite has what is imported late preceded by a helper that loads its styles first. The background has no styles,
 * nor a document to hold them, and the options page has one sheet for all.
 */
export function withoutPreload(): Plugin {
  return {
    name: 'pages:without-preload',
    enforce: 'pre',
    config: () => ({ build: { modulePreload: false } }),
    load: (id) =>
      id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : null,
  };
}

import type { Plugin } from 'vite';

/**
 * Has the browser paint nothing before a page's script has run: the empty page it would paint is a flash for the
 * person, and a frame that delays the one with something in it.
 */
export function noEmptyFrame(): Plugin {
  return {
    name: 'pages:no-empty-frame',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
    },
  };
}

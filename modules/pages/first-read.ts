import type { Plugin } from 'vite';

/**
 * Has a page read the store by a small script of its own, while the page's script is still loaded and compiled. It is
 * asynchronous: nothing of an extension's page is requested ahead of a script that the parser waits for.
 */
export function firstRead(maxProfiles: number): Plugin {
  return {
    name: 'pages:first-read',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replace(
          '<script type="module"',
          `<script async src="/first-read.js" data-max-profiles="${maxProfiles}"></script>\n    $&`,
        ),
    },
  };
}

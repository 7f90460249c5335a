import type { Plugin } from 'vite';

/** Has a page read the store by a small script of its own, while the page's script is still loaded and compiled. */
export function firstRead(maxProfiles: number): Plugin {
  return {
    name: 'pages:first-read',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replace(
          '<script type="module"',
          `<script src="/first-read.js" data-max-profiles="${maxProfiles}"></script>\n    $&`,
        ),
    },
  };
}

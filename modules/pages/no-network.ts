import type { Plugin } from 'vite';

/**
 * Pages ask the network for nothing: the background does. The manifest's policy is one for both and has to let the
 * background reach the platform, so that each page adds its own, which can only take away.
 */
export function noNetwork(): Plugin {
  return {
    name: 'pages:no-network',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: "connect-src 'none'" },
        injectTo: 'head-prepend',
      },
    ],
  };
}

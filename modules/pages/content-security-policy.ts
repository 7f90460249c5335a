/**
 * What the extension's pages and the background may load and do. A TagoDeploy instance has any address, so the
 * background may connect anywhere over https, and over http where the person gave host permission (loopback alone);
 * the pages themselves connect nowhere (no-network.ts).
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self' https: http:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
] as const;

/**
 * The same for the development build: its server, on this computer, puts styles into the pages and sends them edits
 * through a socket.
 */
export const DEVELOPMENT_POLICY = CONTENT_SECURITY_POLICY.flatMap((directive) => {
  if (directive.includes('trusted-types')) return [];
  if (directive.startsWith('style-src')) return [`${directive} 'unsafe-inline'`];
  if (directive.startsWith('connect-src')) return [`${directive} ws:`];
  return [directive];
});

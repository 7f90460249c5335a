/**
 * Returns true if the browser knows that there is no network. With one, a firewall or a certificate may block a
 * request.
 */
export function isKnownOffline(): boolean {
  return globalThis.navigator?.onLine === false;
}

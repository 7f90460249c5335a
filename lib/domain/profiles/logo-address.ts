/** Names that resolve only within a network or on this computer. */
const PRIVATE_SUFFIXES =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|test|invalid|onion)$/;
const MAX_ADDRESS_LENGTH = 2048;

/** Returns the address of a logo as a URL if it is https and names no user; else null. */
export function parseLogoAddress(text: string): URL | null {
  if (text.length > MAX_ADDRESS_LENGTH || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url : null;
}

/**
 * Returns the address if a logo may be fetched from it: https, a public host name and the default port; else null.
 * The owner of a shared profile chooses its logo's address, and must not reach into the viewer's network with it.
 */
export function publicLogoAddress(text: string | null): string | null {
  const url = text === null ? null : parseLogoAddress(text);
  if (url === null || url.port !== '') return null;
  return isPublicName(url.hostname.replace(/\.$/, '')) ? url.href : null;
}

/** `host` is as `URL` normalizes it: IPv4 addresses in dotted decimals, names in lower case. */
function isPublicName(host: string): boolean {
  const isAddress = host.startsWith('[') || /^[\d.]+$/.test(host);
  return !isAddress && host.includes('.') && !PRIVATE_SUFFIXES.test(host);
}

/** Names that resolve within a network or on this machine only. */
const PRIVATE_SUFFIXES =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|test|invalid|onion)$/;
const MAX_ADDRESS_LENGTH = 2048;

/**
 * Returns the address that a logo may be fetched from: https, on a public host name and the usual port; else null.
 * Whoever shares a profile chooses its logo's address, and must not reach into the viewer's network with it.
 */
export function publicLogoAddress(text: string | null): string | null {
  if (!text || text.length > MAX_ADDRESS_LENGTH || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return null;
  return isPublicName(url.hostname.replace(/\.$/, '')) ? url.href : null;
}

/** URL has brought numeric forms of IPv4 to dotted digits already, and names to lower case. */
function isPublicName(host: string): boolean {
  const isAddress = host.startsWith('[') || /^[\d.]+$/.test(host);
  return !isAddress && host.includes('.') && !PRIVATE_SUFFIXES.test(host);
}

/* Checks of a host name's text. Host names are as `URL` normalizes them: lower case, IDN as `xn--…`. */

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Returns true for names of this computer, for which plain http is accepted. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.has(hostname);
}

/**
 * Returns true for a host of letters, digits and hyphens, or an IPv6 address. `URL` accepts more (`;`, `'`, `$`, `_`),
 * which no API's host needs and which a shell would interpret in a copied sample.
 */
export function isPlainHostname(hostname: string): boolean {
  if (/^\[[0-9a-f:.]+\]$/.test(hostname)) return true;
  return hostname.split('.').every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
}

/** Returns true for link-local addresses (such as cloud metadata services) and unspecified ones. */
export function isLinkLocal(hostname: string): boolean {
  if (/^(169\.254\.|0\.)/.test(hostname)) return true;
  // As `URL` normalizes them: fe80::/10, `::`, and IPv4-mapped addresses.
  return /^\[(fe[89ab][0-9a-f]:|::\]|::ffff:(a9fe|0):)/.test(hostname);
}

/** The platform's domains. */
const PLATFORM_DOMAINS = ['tago.io', 'tagoio.net'] as const;

/** Characters that can be mistaken for another at a glance. */
const LOOKS_LIKE: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  l: 'i',
  '3': 'e',
  '4': 'a',
  q: 'g',
  '9': 'g',
};

/**
 * Returns why a host is suspicious before a password or a token is sent to it: `platform` when it looks like one of the
 * platform's, `international` when it has letters beyond a–z, many of which look like others; null when neither.
 */
export function suspicionOf(hostname: string): 'platform' | 'international' | null {
  if (PLATFORM_DOMAINS.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`))) return null;
  if (hostname.split('.').some((label) => label.startsWith('xn--'))) return 'international';
  const shape = shapeOf(hostname);
  // Without dots and hyphens: tago-io.com, api.tago.io.example.com.
  if (shape.replace(/[.-]/g, '').includes('tagoio')) return 'platform';
  const registered = shape.split('.').slice(-2).join('.');
  return PLATFORM_DOMAINS.some((domain) => isOneEditAway(registered, shapeOf(domain))) ? 'platform' : null;
}

function shapeOf(text: string): string {
  return [...text]
    .map((character) => LOOKS_LIKE[character] ?? character)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

/** Returns true if the texts are equal, or one character is missing, added or another. */
function isOneEditAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return Math.max(a.length, b.length) - start - end <= 1;
}

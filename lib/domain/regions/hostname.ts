/** What a host name is, by its text alone. Host names here are as `URL` writes them: lower case, IDN as `xn--…`. */

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Returns true for this machine's own names, on which plain http is accepted. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.has(hostname);
}

/**
 * Returns true for a host made of letters, digits and hyphens, or an IPv6 address. `URL` takes more (`;`, `'`, `$`,
 * `_`), which no API of a customer's needs and which means something to a shell in a copied sample.
 */
export function isPlainHostname(hostname: string): boolean {
  if (/^\[[0-9a-f:.]+\]$/.test(hostname)) return true;
  return hostname.split('.').every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
}

/** Returns true for addresses of the own network segment (cloud machines' metadata among them) and for "any". */
export function isLinkLocal(hostname: string): boolean {
  if (/^(169\.254\.|0\.)/.test(hostname)) return true;
  // As URL writes them: fe80::/10, `::`, and IPv4 addresses mapped into IPv6.
  return /^\[(fe[89ab][0-9a-f]:|::\]|::ffff:(a9fe|0):)/.test(hostname);
}

/** Domains of the platform; a host within them is its own. */
const PLATFORM_DOMAINS = ['tago.io', 'tagoio.net'] as const;

/** Characters that pass for another at a glance. */
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
 * Returns why a host deserves a second look before a password or a token is sent to it: `platform` when it can be
 * taken for the platform's own, `international` when it has letters beyond a–z, among which many look like
 * others; null when neither.
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

/** Returns true when the texts are equal, or one character is missing, added or another. */
function isOneEditAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return Math.max(a.length, b.length) - start - end <= 1;
}

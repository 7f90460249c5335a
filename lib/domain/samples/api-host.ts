import type { ApiOrigin } from '../identity/keys.ts';
import { canonicalOrigin, PUBLIC_API_ORIGINS } from '../regions/region.ts';

/** Hosts of the platform's API, including the docs' placeholders for a region. */
const API_HOSTS = [
  ...PUBLIC_API_ORIGINS.map((origin) => new URL(origin).host),
  'api.<region>.tago.io',
  'api.REGION.tago.io',
];

/** Matches such a host in a sample, with or without a scheme. */
const API_HOST = new RegExp(
  `(?<![\\w.@-])(https?://)?(?:${API_HOSTS.map((host) => host.replaceAll('.', '\\.')).join('|')})(?![\\w-]|\\.\\w|:\\d)`,
  'g',
);

/** Returns true if a host, or an origin, is the platform's API. */
export function isApiHost(host: string): boolean {
  return host.replace(API_HOST, '') === '';
}

/**
 * Returns a sample with the platform's API hosts replaced by a profile's. `changed` is true if any was another
 * region's; aliases of the same host (`api.tago.io` for us-e1) are kept.
 */
export function setSampleHost(text: string, origin: ApiOrigin): { text: string; changed: boolean } {
  let changed = false;
  const replaced = text.replace(API_HOST, (whole, scheme: string | undefined) => {
    const host = whole.slice(scheme?.length ?? 0);
    const known = !/<region>|REGION/.test(host);
    if (known && canonicalOrigin(`https://${host}`) === origin) return whole;
    changed = true;
    return scheme ? origin : new URL(origin).host;
  });
  return { text: replaced, changed };
}

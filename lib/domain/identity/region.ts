import type { RegionId } from './connection.ts';
import type { ApiOrigin } from './keys.ts';

/** A region of the platform: its canonical API origin and other names of the same host. */
export interface Region {
  id: Exclude<RegionId, 'deploy'>;
  origin: ApiOrigin;
  aliases: string[];
}

export const REGIONS: readonly Region[] = [
  { id: 'us-e1', origin: 'https://api.us-e1.tago.io' as ApiOrigin, aliases: ['https://api.tago.io'] },
  { id: 'eu-w1', origin: 'https://api.eu-w1.tago.io' as ApiOrigin, aliases: [] },
];

/** Hosts on which plain http is accepted: this machine's own. */
const LOOPBACK = new Set(['localhost', '127.0.0.1']);

/** The first rule that an address breaks. */
export type OriginRule = 'empty' | 'not-a-url' | 'https-only' | 'path' | 'credentials';

export type ParsedOrigin =
  | { ok: true; origin: ApiOrigin; region: RegionId }
  | { ok: false; rule: OriginRule };

/**
 * Reads the address of an API as a person types it; a missing scheme is taken as https (http on loopback).
 * Accepted are an origin alone, over https, or over http on loopback; a slash at its end is forgiven.
 */
export function parseOrigin(text: string): ParsedOrigin {
  const typed = text.trim();
  if (typed === '') return { ok: false, rule: 'empty' };
  const url = urlOf(typed);
  if (!url) return { ok: false, rule: 'not-a-url' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, rule: 'https-only' };
  if (url.username !== '' || url.password !== '' || typed.includes('@'))
    return { ok: false, rule: 'credentials' };
  if (url.protocol === 'http:' && !LOOPBACK.has(hostnameOf(url))) return { ok: false, rule: 'https-only' };
  if (url.pathname !== '/' || /[?#]/.test(typed)) return { ok: false, rule: 'path' };
  const origin = canonicalOf(url);
  return { ok: true, origin, region: regionOf(origin) };
}

/** The canonical form of an origin: `https://api.tago.io` becomes `https://api.us-e1.tago.io`. Throws on a non-URL. */
export function canonicalOrigin(text: string): ApiOrigin {
  return canonicalOf(new URL(text));
}

/** The region that a canonical origin belongs to. */
export function regionOf(origin: ApiOrigin): RegionId {
  return REGIONS.find((region) => region.origin === origin)?.id ?? 'deploy';
}

/** The match pattern to ask host permission for; without the port, which Firefox's patterns do not know. */
export function hostPermissionPattern(origin: ApiOrigin): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

function urlOf(typed: string): URL | null {
  if (/\s|\\/.test(typed)) return null;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `${schemeFor(typed)}://${typed}`;
  try {
    const url = new URL(withScheme);
    // A bare word is no host that anyone deploys on; most likely the typing is not done.
    const hostname = hostnameOf(url);
    return hostname.includes('.') || hostname.startsWith('[') || LOOPBACK.has(hostname) ? url : null;
  } catch {
    return null;
  }
}

function schemeFor(typed: string): 'http' | 'https' {
  return LOOPBACK.has(typed.split(/[:/?#]/, 1)[0]!.toLowerCase()) ? 'http' : 'https';
}

/** Lower case already (URL does it), without the dot that may end a full host name. */
function hostnameOf(url: URL): string {
  return url.hostname.replace(/\.$/, '');
}

function canonicalOf(url: URL): ApiOrigin {
  const port = url.port === '' ? '' : `:${url.port}`;
  const origin = `${url.protocol}//${hostnameOf(url)}${port}`;
  return REGIONS.find((region) => region.aliases.includes(origin))?.origin ?? (origin as ApiOrigin);
}

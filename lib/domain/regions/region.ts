import type { ApiOrigin } from '../identity/keys.ts';
import { isLinkLocal, isLoopback, isPlainHostname } from './hostname.ts';

/** A public region of the platform, and all that differs from one to another. */
interface RegionFacts {
  id: string;
  /** The canonical origin of its API. */
  origin: `https://${string}`;
  /** Other names of the same API. */
  aliases: readonly `https://${string}`[];
  /** Message key of its name. */
  label: `region${string}`;
  /** The administration console. */
  console: `https://${string}`;
  /** The documentation site. */
  docs: `https://${string}`;
  /** Server-sent events. */
  sse: `https://${string}`;
}

/**
 * All public regions. The manifest's hosts, the connect form, the hosts in samples and the names derive from this
 * table: another region is another entry, and its name in the three languages.
 */
export const REGIONS = [
  {
    id: 'us-e1',
    origin: 'https://api.us-e1.tago.io',
    aliases: ['https://api.tago.io'],
    label: 'regionUsEast',
    console: 'https://admin.tago.io',
    docs: 'https://docs.tago.io',
    sse: 'https://sse.tago.io/events',
  },
  {
    id: 'eu-w1',
    origin: 'https://api.eu-w1.tago.io',
    aliases: [],
    label: 'regionEuWest',
    console: 'https://admin.tago.io',
    docs: 'https://docs.tago.io',
    sse: 'https://sse.eu-w1.tago.io/events',
  },
] as const satisfies readonly RegionFacts[];

export type PublicRegion = (typeof REGIONS)[number];
export type PublicRegionId = PublicRegion['id'];
/** `deploy`: a customer's own instance (TagoDeploy), known by its address. */
export type RegionId = PublicRegionId | 'deploy';

/** Message key of the name of a TagoDeploy, where its host is not shown. */
export const DEPLOY_LABEL = 'regionDeploy';

/** Every origin at which a public region's API answers. */
export const PUBLIC_API_ORIGINS: readonly string[] = REGIONS.flatMap(({ origin, aliases }) => [
  origin,
  ...aliases,
]);

/** The first rule that an address breaks. */
export type OriginRule =
  | 'empty'
  | 'not-a-url'
  | 'https-only'
  | 'path'
  | 'credentials'
  | 'host'
  | 'link-local';

export type ParsedOrigin =
  | { ok: true; origin: ApiOrigin; region: RegionId }
  | { ok: false; rule: OriginRule };

/** An instance's id, as the platform's newer SDKs take it. */
const DEPLOY_ID = /^[0-9a-f]{24}$/i;

/**
 * Reads the address of an API as a person types it; a missing scheme is taken as https (http on loopback), and the
 * id of a TagoDeploy stands for its address. Accepted are an origin alone, over https, or over http on loopback; a
 * slash at its end is forgiven.
 */
export function parseOrigin(text: string): ParsedOrigin {
  const typed = text.trim();
  if (typed === '') return { ok: false, rule: 'empty' };
  if (DEPLOY_ID.test(typed)) return accepted(new URL(`https://api.${typed.toLowerCase()}.tagoio.net`));
  const url = urlOf(typed);
  if (!url) return { ok: false, rule: 'not-a-url' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, rule: 'https-only' };
  if (url.username !== '' || url.password !== '' || typed.includes('@'))
    return { ok: false, rule: 'credentials' };
  const hostname = hostnameOf(url);
  if (!isPlainHostname(hostname)) return { ok: false, rule: 'host' };
  if (isLinkLocal(hostname)) return { ok: false, rule: 'link-local' };
  if (url.protocol === 'http:' && !isLoopback(hostname)) return { ok: false, rule: 'https-only' };
  if (url.pathname !== '/' || /[?#]/.test(typed)) return { ok: false, rule: 'path' };
  return accepted(url);
}

function accepted(url: URL): ParsedOrigin {
  const origin = canonicalOf(url);
  return { ok: true, origin, region: regionOf(origin) };
}

/** Returns the canonical form of an origin: `https://api.tago.io` becomes `https://api.us-e1.tago.io`. Throws on a non-URL. */
export function canonicalOrigin(text: string): ApiOrigin {
  return canonicalOf(new URL(text));
}

/** Returns the public region with this id or canonical origin; undefined for a TagoDeploy. */
export function publicRegion(idOrOrigin: string): PublicRegion | undefined {
  return REGIONS.find(({ id, origin }) => id === idOrOrigin || origin === idOrOrigin);
}

/** Returns the region that a canonical origin belongs to. */
export function regionOf(origin: ApiOrigin): RegionId {
  return publicRegion(origin)?.id ?? 'deploy';
}

/** Returns the canonical origin of a public region's API. */
export function originOfRegion({ origin }: PublicRegion): ApiOrigin {
  return canonicalOrigin(origin);
}

/** The sites beside an API: console, documentation and events. */
export type Sites = Pick<RegionFacts, 'console' | 'docs' | 'sse'>;

/**
 * Returns the sites that belong to an API. A TagoDeploy's console and events stand at its API's host with `admin`
 * and `sse` in place of `api`; one whose host does not begin so is taken to serve them itself.
 */
export function sitesOf(origin: ApiOrigin): Sites {
  const region = publicRegion(origin);
  if (region) return { console: region.console, docs: region.docs, sse: region.sse };
  const beside = (name: string) => origin.replace('//api.', `//${name}.`) as `https://${string}`;
  return { console: beside('admin'), docs: REGIONS[0].docs, sse: `${beside('sse')}/events` };
}

/** Returns the match pattern to ask host permission for; without the port, which Firefox's patterns do not know. */
export function hostPermissionPattern(origin: string): string {
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
    return hostname.includes('.') || hostname.startsWith('[') || isLoopback(hostname) ? url : null;
  } catch {
    return null;
  }
}

function schemeFor(typed: string): 'http' | 'https' {
  const host = /^(\[[^\]]*\]|[^:/?#]*)/.exec(typed)?.[1] ?? '';
  return isLoopback(host.toLowerCase()) ? 'http' : 'https';
}

/** Lower case already (URL does it), without the dot that may end a full host name. */
function hostnameOf(url: URL): string {
  return url.hostname.replace(/\.$/, '');
}

function canonicalOf(url: URL): ApiOrigin {
  const port = url.port === '' ? '' : `:${url.port}`;
  const origin = `${url.protocol}//${hostnameOf(url)}${port}`;
  const region = REGIONS.find(({ aliases }) => (aliases as readonly string[]).includes(origin));
  return (region?.origin ?? origin) as ApiOrigin;
}

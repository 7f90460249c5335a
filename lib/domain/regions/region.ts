import type { ApiOrigin } from '../identity/keys.ts';
import { isLinkLocal, isLoopback, isPlainHostname } from './hostname.ts';

/** A public region of the platform. */
interface RegionFacts {
  id: string;
  /** The canonical origin of its API. */
  origin: `https://${string}`;
  /** Other origins of the same API. */
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
 * table: to add a region, add an entry, and its name in the three languages.
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

/** Message key of the name of a TagoDeploy instance, where its host isn't shown. */
export const DEPLOY_LABEL = 'regionDeploy';

/** Every origin of a public region's API. */
export const PUBLIC_API_ORIGINS: readonly string[] = REGIONS.flatMap(({ origin, aliases }) => [
  origin,
  ...aliases,
]);

/** A rule that an address may break; the first broken one is reported. */
export type OriginRule =
  | 'empty'
  | 'not-a-url'
  | 'https-only'
  | 'path'
  | 'credentials'
  | 'host'
  | 'link-local';

type ParsedOrigin = { ok: true; origin: ApiOrigin; region: RegionId } | { ok: false; rule: OriginRule };

/** The id of a TagoDeploy instance, as the platform's newer SDKs accept it. */
const DEPLOY_ID = /^[0-9a-f]{24}$/i;

/**
 * Parses the address of an API that a person typed: an https origin (http on loopback), with an optional trailing
 * slash, or the id of a TagoDeploy instance. A missing scheme is added.
 */
export function parseOrigin(text: string): ParsedOrigin {
  const typed = text.trim();
  if (typed === '') return { ok: false, rule: 'empty' };
  if (DEPLOY_ID.test(typed)) return acceptOrigin(new URL(`https://api.${typed.toLowerCase()}.tagoio.net`));
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
  return acceptOrigin(url);
}

function acceptOrigin(url: URL): ParsedOrigin {
  const origin = canonicalOf(url);
  return { ok: true, origin, region: regionOf(origin) };
}

/**
 * Returns the canonical form of an origin: `https://api.tago.io` becomes `https://api.us-e1.tago.io`. Throws unless it
 * is a URL.
 */
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

/** The sites that belong to an API: console, documentation and server-sent events. */
type Sites = Pick<RegionFacts, 'console' | 'docs' | 'sse'>;

/**
 * Returns the sites that belong to an API. For a TagoDeploy instance, `api` in the host is replaced by `admin` and
 * `sse`; an instance whose host doesn't begin with `api` is assumed to serve them itself.
 */
export function sitesOf(origin: ApiOrigin): Sites {
  const region = publicRegion(origin);
  if (region) return { console: region.console, docs: region.docs, sse: region.sse };
  const beside = (name: string) => origin.replace('//api.', `//${name}.`) as `https://${string}`;
  return { console: beside('admin'), docs: REGIONS[0].docs, sse: `${beside('sse')}/events` };
}

/**
 * Returns the match pattern for requesting host permission; without the port, which Firefox's patterns don't support.
 */
export function hostPermissionPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

function urlOf(typed: string): URL | null {
  if (/\s|\\/.test(typed)) return null;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `${schemeFor(typed)}://${typed}`;
  try {
    const url = new URL(withScheme);
    // A single word isn't a host that anyone deploys to; most likely the person is still typing.
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

/** Returns the host name without the trailing dot of a fully qualified name. */
function hostnameOf(url: URL): string {
  return url.hostname.replace(/\.$/, '');
}

function canonicalOf(url: URL): ApiOrigin {
  const port = url.port === '' ? '' : `:${url.port}`;
  const origin = `${url.protocol}//${hostnameOf(url)}${port}`;
  const region = REGIONS.find(({ aliases }) => (aliases as readonly string[]).includes(origin));
  return (region?.origin ?? origin) as ApiOrigin;
}

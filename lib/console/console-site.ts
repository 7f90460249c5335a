import type { Connection } from '../domain/identity/connection.ts';
import type { ApiOrigin } from '../domain/identity/keys.ts';
import { canonicalOrigin, PUBLIC_API_ORIGINS, regionOf, sitesOf } from '../domain/regions/region.ts';

/*
 * Everything that depends on how TagoIO's admin console behaves, which is documented nowhere: where it lives, which
 * header carries its session, how it switches profiles, and what its pages are called. When the console changes,
 * this file changes and nothing else.
 */

/** `https://admin.tago.io`, or that of a TagoDeploy instance. */
export type ConsoleOrigin = string & { readonly __consoleOrigin: never };

/** The header in which the console sends its session token. */
const TOKEN_HEADER = 'token';

/** A profile token, with its prefix or as older ones are; whatever else a header holds is not looked at. */
const TOKEN = /^(?:p-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Requests to look at: those to the regions' APIs and to TagoDeploy instances. */
export const API_PATTERNS = [...PUBLIC_API_ORIGINS.map((origin) => `${origin}/*`), 'https://*.tagoio.net/*'];

/** Pages of the console by what is on them. */
const PAGES = {
  home: '/',
  devices: '/devices',
  dashboards: '/dashboards',
  analyses: '/analysis',
  profile: '/profile',
  billing: '/account/billing',
  allocation: '/account/billing/allocation',
  limits: '/limits/hard',
} as const;
export type ConsolePage = keyof typeof PAGES;
export const isConsolePage = (page: unknown): page is ConsolePage =>
  typeof page === 'string' && Object.hasOwn(PAGES, page);

/** The console that belongs to an API: the regions share one, a TagoDeploy has its own under `admin.`. */
export function consoleOf(api: ApiOrigin): ConsoleOrigin {
  return sitesOf(api).console as string as ConsoleOrigin;
}

/** Consoles that can be followed: those whose API host says which console is its own. */
export function canFollow(api: ApiOrigin): boolean {
  return regionOf(api) !== 'deploy' || /^https:\/\/api\.[^/]+\.tagoio\.net$/.test(api);
}

/** The address of a page of an account's console. */
export function consoleUrl({ origin }: Pick<Connection, 'origin'>, page: ConsolePage): string {
  return `${consoleOf(origin)}${PAGES[page]}`;
}

/** The match pattern of a console's pages, for host permission, tabs and scripts. */
export const consolePattern = (origin: ConsoleOrigin): string => `${origin}/*`;

/** A request as `webRequest` describes it, as far as it is looked at. */
export interface SeenRequest {
  method: string;
  url: string;
  /** Chromium's name for the page's origin; Firefox has `originUrl`. */
  initiator?: string | undefined;
  originUrl?: string | undefined;
  requestHeaders?: { name: string; value?: string | undefined }[] | undefined;
}

/** Where a request came from and went to, if a console sent it to its own API; null for any other request. */
export function consoleRequest(seen: SeenRequest): { console: ConsoleOrigin; api: ApiOrigin } | null {
  const from = originOf(seen.initiator ?? seen.originUrl);
  const to = originOf(seen.url);
  if (!from || !to) return null;
  const api = canonicalOrigin(to);
  return canFollow(api) && consoleOf(api) === from ? { console: from as ConsoleOrigin, api } : null;
}

/** The session token in a request's headers; null where there is none that looks like one. */
export function sessionTokenOf({ requestHeaders }: SeenRequest): string | null {
  const header = requestHeaders?.find(({ name }) => name.toLowerCase() === TOKEN_HEADER);
  const value = header?.value?.trim() ?? '';
  return TOKEN.test(value) ? value : null;
}

/** True for requests after which the session is in another profile, or gone: a switch, or a sign-out. */
export function movesSession({ method, url }: SeenRequest): boolean {
  const { pathname } = new URL(url);
  if (method === 'PUT') return pathname.startsWith('/profile/switch/');
  return method === 'DELETE' && /^\/profile\/[^/]+\/token\//.test(pathname);
}

function originOf(url: string | undefined): string | null {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : null;
}

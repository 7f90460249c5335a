import type { Connection } from '../domain/identity/connection.ts';
import type { ApiOrigin } from '../domain/identity/keys.ts';
import {
  canonicalOrigin,
  originOfRegion,
  PUBLIC_API_ORIGINS,
  REGIONS,
  regionOf,
  sitesOf,
} from '../domain/regions/region.ts';

/*
 * Everything that depends on the behavior of TagoIO's admin console, which is undocumented: its address, the header
 * with its session, how it switches profiles, and the paths of its pages. If the console changes, only this file has
 * to.
 */

/** Origin of a console: `https://admin.tago.io`, or that of a TagoDeploy instance. */
export type ConsoleOrigin = string & { readonly __consoleOrigin: never };

/** The header in which the console sends its session token. */
const TOKEN_HEADER = 'token';

/** A profile token, with its prefix or, for older ones, without. */
const TOKEN = /^(?:p-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Match patterns of the requests to observe: to the regions' APIs and to TagoDeploy instances. */
export const API_PATTERNS = [...PUBLIC_API_ORIGINS.map((origin) => `${origin}/*`), 'https://*.tagoio.net/*'];

/** Paths of the console's pages. */
const PAGES = {
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

/**
 * Returns the console that belongs to an API: the regions share one, a TagoDeploy instance has its own under `admin.`.
 */
export function consoleOf(api: ApiOrigin): ConsoleOrigin {
  return sitesOf(api).console as string as ConsoleOrigin;
}

/** Returns true if the console that belongs to an API is known, so that it can be followed. */
export function canFollow(api: ApiOrigin): boolean {
  return regionOf(api) !== 'deploy' || /^https:\/\/api\.[^/]+\.tagoio\.net$/.test(api);
}

/**
 * Returns the consoles that can be followed: the one of the regions, and those of these accounts' TagoDeploy instances.
 */
export function followableConsoles(accounts: readonly Pick<Connection, 'origin'>[]): ConsoleOrigin[] {
  const origins = [...REGIONS.map(originOfRegion), ...accounts.map(({ origin }) => origin)];
  return [...new Set(origins.filter(canFollow).map(consoleOf))];
}

/** Returns the address of a page of an account's console. */
export function consoleUrl({ origin }: Pick<Connection, 'origin'>, page: ConsolePage): string {
  return `${consoleOf(origin)}${PAGES[page]}`;
}

/** A segment of a path that is the id of something, such as a device. */
const ID = /^[0-9a-f]{24}$/i;
/** The first segment of pages that are the account's, whichever profile the console is in. */
const OF_ACCOUNT = 'account';

/**
 * Returns the address of the section that a console's page is in, if the page is about something that only the profile
 * has that the console was in before; null for any other page, which shows the console's new profile where it is.
 */
export function sectionAfterSwitch(site: ConsoleOrigin, pageUrl: string | undefined): string | null {
  if (pageUrl === undefined || originOf(pageUrl) !== site) return null;
  const segments = new URL(pageUrl).pathname.split('/').filter(Boolean);
  const [section] = segments;
  if (section === OF_ACCOUNT || !segments.some((segment) => ID.test(segment))) return null;
  return ID.test(section ?? '') ? `${site}/` : `${site}/${section}`;
}

/** Returns the match pattern of a console's pages, for host permission, tabs and scripts. */
export const consolePattern = (origin: ConsoleOrigin): string => `${origin}/*`;

/** The properties of a `webRequest` event's details that are used. */
export interface SeenRequest {
  method: string;
  url: string;
  /** Chromium's name for the page's origin; Firefox has `originUrl`. */
  initiator?: string | undefined;
  originUrl?: string | undefined;
  /** Firefox's container that the page is in. */
  cookieStoreId?: string | undefined;
  requestHeaders?: { name: string; value?: string | undefined }[] | undefined;
}

/** Firefox's cookie store of pages that are in no container. */
const DEFAULT_COOKIE_STORE = 'firefox-default';

/** Returns false in a container of Firefox, where the console has another session. Other browsers name no store. */
export function isDefaultStore(cookieStoreId: string = DEFAULT_COOKIE_STORE): boolean {
  return cookieStoreId === DEFAULT_COOKIE_STORE;
}

/**
 * Returns the console and API of a request that a console sent to its own API; null for any other request. A console in
 * a container of Firefox has a session of its own, which isn't followed: it must not be mistaken for the default one.
 */
export function consoleRequest(seen: SeenRequest): { console: ConsoleOrigin; api: ApiOrigin } | null {
  if (!isDefaultStore(seen.cookieStoreId)) return null;
  const from = originOf(seen.initiator ?? seen.originUrl);
  const to = originOf(seen.url);
  if (!from || !to) return null;
  const api = canonicalOrigin(to);
  return canFollow(api) && consoleOf(api) === from ? { console: from as ConsoleOrigin, api } : null;
}

/** Returns the session token in a request's headers; null when there is none. */
export function sessionTokenOf({ requestHeaders }: SeenRequest): string | null {
  const header = requestHeaders?.find(({ name }) => name.toLowerCase() === TOKEN_HEADER);
  const value = header?.value?.trim() ?? '';
  return TOKEN.test(value) ? value : null;
}

/** Returns true for requests that switch the session to another profile or end it. */
export function movesSession({ method, url }: SeenRequest): boolean {
  const { pathname } = new URL(url);
  if (method === 'PUT') return pathname.startsWith('/profile/switch/');
  return method === 'DELETE' && /^\/profile\/[^/]+\/token\//.test(pathname);
}

function originOf(url: string | undefined): string | null {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : null;
}

import { computed, signal } from '@preact/signals';
import { type ConnectionKey, type ProfileRef, refFromId, refId } from '../../../lib/domain/identity/keys.ts';

export const PROFILE_TABS = ['overview', 'usage', 'team', 'tokens', 'activity', 'more'] as const;
export type ProfileTab = (typeof PROFILE_TABS)[number];

/** Pages without anything more in their address. */
const PLAIN_PAGES = [
  'overview',
  'profiles',
  'team',
  'tokens',
  'usage',
  'cost',
  'activity',
  'alerts',
  'security',
  'settings',
] as const;
export type PlainPage = (typeof PLAIN_PAGES)[number];

/** Where one is in the options page; every route has an address of its own. */
export type Route = { params: Record<string, string> } & (
  | { page: PlainPage }
  | { page: 'connect'; connectionKey: string | null }
  | { page: 'profile'; ref: ProfileRef; tab: ProfileTab }
  | { page: 'token'; ref: ProfileRef }
  | { page: 'raise'; ref: ProfileRef; service: string }
  | { page: 'allocation'; connectionKey: ConnectionKey }
  | { page: 'upgrade'; connectionKey: ConnectionKey; service: string }
  | { page: 'unknown' }
);

/** Reads an address such as `#/profiles/<refId>/team?sort=name`; an empty one is the overview. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const params = Object.fromEntries(new URLSearchParams(query));
  const [page = '', subject, tab, ...rest] = path.split('/').map(decoded);
  const unknown: Route = { page: 'unknown', params };
  if (page === 'cost' && subject) return costRoute([subject, tab ?? '', ...rest], params) ?? unknown;
  if (rest.length > 0) return unknown;
  if (page === '') return { page: 'overview', params };
  if (page === 'connect') return { page, connectionKey: subject || null, params };
  if (subject) {
    const ref = refFromId(subject);
    if (!ref) return unknown;
    if (page === 'token' && !tab) return { page, ref, params };
    if (page === 'raise' && tab) return { page, ref, service: tab, params };
    if (page !== 'profiles') return unknown;
    const known = PROFILE_TABS.find((name) => name === (tab || 'overview'));
    return known ? { page: 'profile', ref, tab: known, params } : unknown;
  }
  const plain = PLAIN_PAGES.find((name) => name === page);
  return plain ? { page: plain, params } : unknown;
}

/** `allocation/<connection key>` and `upgrade/<connection key>/<service>`. */
function costRoute([name, key, service, ...rest]: string[], params: Route['params']): Route | null {
  if (!key?.includes('#') || rest.length > 0) return null;
  const connectionKey = key as ConnectionKey;
  if (name === 'allocation' && !service) return { page: 'allocation', connectionKey, params };
  if (name === 'upgrade' && service) return { page: 'upgrade', connectionKey, service, params };
  return null;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a plain page. */
export function pageHref(page: PlainPage | 'connect', params: Record<string, string> = {}): string {
  return `#/${page}${queryOf(params)}`;
}

/** The address of a profile's page. */
export function profileHref(
  ref: ProfileRef,
  tab: ProfileTab = 'overview',
  params: Record<string, string> = {},
): string {
  return `#/profiles/${encodeURIComponent(refId(ref))}/${tab}${queryOf(params)}`;
}

/** Where a profile that was denied is given a token of its own. */
export function tokenHref(ref: ProfileRef): string {
  return `#/token/${encodeURIComponent(refId(ref))}`;
}

/** Where a connection is signed in again. */
export function signInHref(connectionKey: string): string {
  return `#/connect/${encodeURIComponent(connectionKey)}`;
}

function queryOf(params: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== '')).toString();
  return query ? `?${query}` : '';
}

const hash = signal(location.hash);

/** The present route; follows the address, so that links, back and forward work. */
export const route = computed(() => parseRoute(hash.value));

/** The same for every address of one page: a change of it is a change of page (and moves the focus). */
export const routeKey = computed(() => {
  const now = route.value;
  if (now.page === 'profile' || now.page === 'token') return `${now.page}:${refId(now.ref)}`;
  if (now.page === 'raise') return `raise:${refId(now.ref)}:${now.service}`;
  if (now.page === 'allocation') return `allocation:${now.connectionKey}`;
  if (now.page === 'upgrade') return `upgrade:${now.connectionKey}:${now.service}`;
  return now.page === 'connect' ? `connect:${now.connectionKey ?? ''}` : now.page;
});

/** Follows the address bar; call once. */
export function startRouter(): void {
  addEventListener('hashchange', () => {
    hash.value = location.hash;
  });
}

/** Goes to an address; `replace` leaves no step to go back to. */
export function navigate(href: string, { replace = false } = {}): void {
  if (replace) {
    history.replaceState(null, '', href);
    hash.value = location.hash;
  } else {
    location.hash = href;
  }
}

/** Puts a filter or a sort into the present address without a step of its own. */
export function setParams(change: Record<string, string>): void {
  const [path = '', query = ''] = location.hash.split('?', 2);
  const params = { ...Object.fromEntries(new URLSearchParams(query)), ...change };
  navigate(`${path || '#/overview'}${queryOf(params)}`, { replace: true });
}

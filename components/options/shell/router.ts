import { computed, signal } from '@preact/signals';
import { type ConnectionKey, type ProfileRef, refFromId, refId } from '../../../lib/domain/identity/keys.ts';
import {
  matchOptionsPage,
  type OptionsRoute,
  optionsHref,
  type PlainPage,
  queryOf,
} from '../../../lib/domain/settings/options-route.ts';

export const PROFILE_TABS = ['overview', 'usage', 'team', 'tokens', 'activity', 'more'] as const;
export type ProfileTab = (typeof PROFILE_TABS)[number];

/** The page that is open, with what its address says; every route has its own address. */
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
  const found = matchOptionsPage(path);
  if (!found) return { page: 'unknown', params };
  const { page, parts } = found;
  const ref = refFromId(parts.profile ?? '') as ProfileRef;
  const connectionKey = parts.connection as ConnectionKey;
  const service = parts.service ?? '';
  switch (page) {
    case 'connect':
      return { page, connectionKey: parts.connection ?? null, params };
    case 'profile': {
      const tab = PROFILE_TABS.find((name) => name === (parts.tab ?? 'overview'));
      return tab ? { page, ref, tab, params } : { page: 'unknown', params };
    }
    case 'token':
      return { page, ref, params };
    case 'raise':
      return { page, ref, service, params };
    case 'allocation':
      return { page, connectionKey, params };
    case 'upgrade':
      return { page, connectionKey, service, params };
    default:
      return { page, params };
  }
}

/** Returns the address of a plain page. */
export function pageHref(page: PlainPage | 'connect', params: Record<string, string> = {}): OptionsRoute {
  return optionsHref(page, {}, params);
}

/** The address of a profile's page. */
export function profileHref(
  ref: ProfileRef,
  tab: ProfileTab = 'overview',
  params: Record<string, string> = {},
): OptionsRoute {
  return optionsHref('profile', { profile: refId(ref), tab }, params);
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

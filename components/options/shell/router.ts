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

/** The open page, with the parameters of its address. */
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

/** Returns the route of an address such as `#/profiles/<refId>/team?sort=name`; an empty one is the overview. */
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

/** Returns the address of a profile's page. */
export function profileHref(
  ref: ProfileRef,
  tab: ProfileTab = 'overview',
  params: Record<string, string> = {},
): OptionsRoute {
  return optionsHref('profile', { profile: refId(ref), tab }, params);
}

const hash = signal(location.hash);

/** The current route; follows the address bar. */
export const route = computed(() => parseRoute(hash.value));

/** The same for every address of one page; a new key means another page, which gets the focus. */
export const routeKey = computed(() => {
  const current = route.value;
  if (current.page === 'profile' || current.page === 'token') return `${current.page}:${refId(current.ref)}`;
  if (current.page === 'raise') return `raise:${refId(current.ref)}:${current.service}`;
  if (current.page === 'allocation') return `allocation:${current.connectionKey}`;
  if (current.page === 'upgrade') return `upgrade:${current.connectionKey}:${current.service}`;
  return current.page === 'connect' ? `connect:${current.connectionKey ?? ''}` : current.page;
});

/**
 * Returns true on the page that is of use whatever goes wrong: it names nothing that is stored, so it is drawn
 * also while that can't be read, is hidden, or is an example.
 */
export function isDiagnostics(): boolean {
  return route.value.page === 'diagnostics';
}

/** Starts to follow the address bar; call once. */
export function startRouter(): void {
  addEventListener('hashchange', () => {
    hash.value = location.hash;
  });
}

/** Goes to an address; `replace` adds no entry to the history. */
export function navigate(href: string, { replace = false } = {}): void {
  if (replace) {
    history.replaceState(history.state, '', href);
    hash.value = location.hash;
  } else {
    location.hash = href;
  }
}

/** Returns a function that goes to an address, unless the person has gone to another page meanwhile. */
export function navigateUnlessLeft(): (href: string) => void {
  const page = routeKey.peek();
  return (href) => {
    if (routeKey.peek() === page) navigate(href);
  };
}

/** Changes parameters of the current address, such as a filter, without adding an entry to the history. */
export function setParams(change: Record<string, string>): void {
  const [path = '', query = ''] = location.hash.split('?', 2);
  const params = { ...Object.fromEntries(new URLSearchParams(query)), ...change };
  navigate(`${path || '#/overview'}${queryOf(params)}`, { replace: true });
}

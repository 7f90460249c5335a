import { type ConnectionKey, type ProfileRef, refFromId, refId } from '../identity/keys.ts';
import { encodePart } from '../text/encode-part.ts';

/** The hash of an options page's address. */
export type OptionsRoute = `#/${string}`;

/**
 * Every options page and its address. `:name` is a parameter; `:name?` is optional.
 */
export const OPTIONS_PAGES = {
  overview: 'overview',
  profiles: 'profiles',
  team: 'team',
  tokens: 'tokens',
  usage: 'usage',
  cost: 'cost',
  activity: 'activity',
  alerts: 'alerts',
  security: 'security',
  settings: 'settings',
  diagnostics: 'diagnostics',
  connect: 'connect/:connection?',
  profile: 'profiles/:profile/:tab?',
  /** Assigns a token to a profile that the connection has no access to. */
  token: 'token/:profile',
  /** Raises a service's limit: from unallocated units, or with a larger tier. */
  raise: 'raise/:profile/:service',
  /** Divides an account's limits among its profiles. */
  allocation: 'cost/allocation/:connection',
  /** Changes an account's tier of one service. */
  upgrade: 'cost/upgrade/:connection/:service',
} as const;

export type OptionsPage = keyof typeof OPTIONS_PAGES;
/** Pages without parameters in their address. */
export type PlainPage = {
  [Page in OptionsPage]: (typeof OPTIONS_PAGES)[Page] extends `${string}:${string}` ? never : Page;
}[OptionsPage];
/** The parameters of addresses. */
type RouteParts = Partial<Record<'connection' | 'profile' | 'tab' | 'service', string>>;

/** Returns a page's address, with `params` as its query; empty ones are left out. */
export function optionsHref(
  page: OptionsPage,
  parts: RouteParts = {},
  params: Record<string, string> = {},
): OptionsRoute {
  const path = OPTIONS_PAGES[page].split('/').flatMap((part) => {
    const name = partName(part);
    if (name === null) return part;
    const value = parts[name];
    return value ? encodePart(value) : [];
  });
  return `#/${path.join('/')}${queryOf(params)}`;
}

/** Returns the page that a path (without `#/`) names, with its decoded parts; null when there is none. */
export function matchOptionsPage(path: string): { page: OptionsPage; parts: RouteParts } | null {
  const given = path === '' ? [OPTIONS_PAGES.overview] : path.replace(/\/$/, '').split('/').map(decodePart);
  for (const page of Object.keys(OPTIONS_PAGES) as OptionsPage[]) {
    const parts = match(OPTIONS_PAGES[page].split('/'), given);
    if (parts) return { page, parts };
  }
  return null;
}

/** Returns the query of an address; empty values are left out. */
export function queryOf(params: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== '')).toString();
  return query ? `?${query}` : '';
}

/** Addresses in the options page that other contexts open. */
export const optionsRoutes = {
  overview: optionsHref('overview'),
  connect: optionsHref('connect'),
  /** The list of profiles in the person's order, to be arranged. */
  customOrder: optionsHref('profiles', {}, { sort: 'custom' }),
  alerts: optionsHref('alerts'),
  cost: optionsHref('cost'),
  diagnostics: optionsHref('diagnostics'),
  security: optionsHref('security'),
  settings: optionsHref('settings'),
  /** For signing in again, or granting access to the host again. */
  reconnect: (key: ConnectionKey) => optionsHref('connect', { connection: key }),
  usage: (ref: ProfileRef) => optionsHref('profile', { profile: refId(ref), tab: 'usage' }),
  tokens: (ref: ProfileRef) => optionsHref('profile', { profile: refId(ref), tab: 'tokens' }),
  raise: (ref: ProfileRef, service: string) => optionsHref('raise', { profile: refId(ref), service }),
  /** `service`: the one that is selected first. */
  allocation: (key: ConnectionKey, service = '') =>
    optionsHref('allocation', { connection: key }, { service }),
  upgrade: (key: ConnectionKey, service: string) => optionsHref('upgrade', { connection: key, service }),
  assignToken: (ref: ProfileRef) => optionsHref('token', { profile: refId(ref) }),
} as const;

function match(pattern: readonly string[], given: readonly string[]): RouteParts | null {
  if (given.length > pattern.length) return null;
  const parts: RouteParts = {};
  for (const [index, part] of pattern.entries()) {
    const name = partName(part);
    const value = given[index] ?? '';
    if (name === null ? value !== part : value === '' && !part.endsWith('?')) return null;
    if (name !== null && value !== '') {
      if (name === 'profile' && refFromId(value) === null) return null;
      if (name === 'connection' && !value.includes('#') && pattern[0] === 'cost') return null;
      parts[name] = value;
    }
  }
  return parts;
}

function partName(part: string): keyof RouteParts | null {
  return part.startsWith(':') ? (part.slice(1).replace('?', '') as keyof RouteParts) : null;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // An address typed with a lone “%”.
    return part;
  }
}

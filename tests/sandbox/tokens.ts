import { addMonths } from './clock.ts';
import { asUuid, newSecret } from './random.ts';
import { Refusal } from './responses.ts';
import type { Permission, Region, State, Token, TokenKind } from './state.ts';

const PREFIXES: Record<TokenKind, string> = {
  profile: 'p-',
  analysis: 'a-',
  device: '',
  network: '',
  service: 'at',
};

export interface NewToken {
  kind?: TokenKind;
  region: Region;
  name: string;
  profile: string;
  permission?: Permission;
  expire_time?: string;
  created_by: string;
  created_at: string;
  last_authorization?: string | null;
  /** Without prefix, as older profile tokens are. */
  bare?: boolean;
}

/** Issues a token and adds it to the state. */
export function issueToken(state: State, spec: NewToken): Token {
  const kind = spec.kind ?? 'profile';
  const secret = newSecret(state);
  const value = kind === 'service' ? `at${secret}` : `${spec.bare ? '' : PREFIXES[kind]}${asUuid(secret)}`;
  const token: Token = {
    token: value,
    kind,
    region: spec.region,
    name: spec.name,
    profile: spec.profile,
    permission: spec.permission ?? 'full',
    expire_time: spec.expire_time ?? 'never',
    created_at: spec.created_at,
    created_by: spec.created_by,
    last_authorization: spec.last_authorization ?? null,
    ref_id: spec.profile,
  };
  state.tokens.push(token);
  return token;
}

const UNITS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const;
const UNIT_MS = { second: 1e3, minute: 6e4, hour: 36e5, day: 864e5, week: 6048e5 } as const;

/**
 * Returns 'never' or an ISO time for 'never', an ISO time, or a span such as "3 hours", "1 day", "3 month". Refuses
 * everything else, and a time in the past.
 */
export function expiryOf(requested: unknown, now: number): string {
  if (requested === undefined || requested === null || requested === 'never') return 'never';
  const text = String(requested).trim();
  const span = /^(\d+)\s+([a-z]+?)s?$/i.exec(text);
  const unit = UNITS.find((known) => known === span?.[2]?.toLowerCase());
  if (span && unit) return after(now, Number(span[1]), unit).toISOString();
  const at = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new Refusal(400, 'Invalid expire_time');
  if (at <= now) throw new Refusal(400, 'expire_time must be in the future');
  return new Date(at).toISOString();
}

function after(now: number, amount: number, unit: (typeof UNITS)[number]): Date {
  if (unit === 'month' || unit === 'year')
    return new Date(addMonths(now, unit === 'year' ? 12 * amount : amount));
  return new Date(now + amount * UNIT_MS[unit]);
}

export function isExpired(token: Token, now: number): boolean {
  return token.expire_time !== 'never' && Date.parse(token.expire_time) <= now;
}

const HEADERS = ['token', 'profile-token', 'account-token', 'device-token', 'network-token', 'authorization'];

/** Returns the token of a request, in any of the documented headers. */
export function presentedToken(headers: Headers): string | undefined {
  for (const name of HEADERS) {
    const value = headers.get(name)?.trim();
    if (value) return value.replace(/^bearer\s+/i, '');
  }
  return undefined;
}

/** Returns true for a text in the format of the platform's tokens. */
export function isWellFormed(value: string): boolean {
  return /^(?:(?:p-|a-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|at[0-9a-f]{32})$/i.test(value);
}

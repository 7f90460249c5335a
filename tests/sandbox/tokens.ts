import { Refusal } from './answers.ts';
import { asUuid, newSecret } from './random.ts';
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
  /** As profile tokens were before they had a prefix. */
  bare?: boolean;
}

/** Makes a token and keeps it. */
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
 * 'never', an ISO time, or a span such as "3 hours", "1 day", "3 month" → 'never' or an ISO time.
 * Refuses everything else, and a time that has passed.
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
  if (unit !== 'month' && unit !== 'year') return new Date(now + amount * UNIT_MS[unit]);
  const months = unit === 'year' ? 12 * amount : amount;
  const from = new Date(now);
  const target = new Date(from);
  target.setUTCDate(1);
  target.setUTCMonth(from.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return target;
}

export function isExpired(token: Token, now: number): boolean {
  return token.expire_time !== 'never' && Date.parse(token.expire_time) <= now;
}

const HEADERS = ['token', 'profile-token', 'account-token', 'device-token', 'network-token', 'authorization'];

/** The token that a request carries, in whichever of the documented headers. */
export function presentedToken(headers: Headers): string | undefined {
  for (const name of HEADERS) {
    const value = headers.get(name)?.trim();
    if (value) return value.replace(/^bearer\s+/i, '');
  }
  return undefined;
}

/** Looks like a token of the platform's at all. */
export function isWellFormed(value: string): boolean {
  return /^(?:(?:p-|a-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|at[0-9a-f]{32})$/i.test(value);
}

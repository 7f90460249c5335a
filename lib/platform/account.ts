import * as z from 'zod/mini';
import type { AccountFacts } from '../domain/identity/connection.ts';
import { lenient, nameText, parseOne, platformId } from './parse.ts';
import { type Api, path, request } from './request.ts';

export const accountSchema = z.object({
  id: platformId,
  name: lenient(nameText),
  email: lenient(z.string()),
  company: lenient(nameText),
  plan: lenient(z.string()),
  timezone: lenient(z.string()),
  blocked: lenient(z.boolean()),
  otp: lenient(
    z.object({
      authenticator: z.nullish(z.boolean()),
      sms: z.nullish(z.boolean()),
      email: z.nullish(z.boolean()),
    }),
  ),
});

/** `GET /account`: the token's account. */
export async function fetchAccount(api: Api): Promise<AccountFacts> {
  const account = parseOne(accountSchema, await request(api, { method: 'GET', path: path`/account` }));
  return {
    accountId: account.id,
    accountName: account.name ?? '',
    email: account.email ?? '',
    company: companyOf(account.company),
    plan: account.plan ?? '',
    timezone: account.timezone ?? '',
    twoFactor: account.otp
      ? {
          authenticator: account.otp.authenticator ?? false,
          sms: account.otp.sms ?? false,
          email: account.otp.email ?? false,
        }
      : undefined,
    blocked: account.blocked ?? false,
  };
}

/** Returns a company's name; null: the account has none; undefined: the response doesn't contain it. */
export function companyOf(value: string | null | undefined): string | null | undefined {
  return value === undefined ? undefined : value || null;
}

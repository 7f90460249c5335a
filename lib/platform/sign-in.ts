import * as z from 'zod/mini';
import type { Failure } from '../domain/failure.ts';
import type { OtpType } from '../domain/otp-type.ts';
import type { ProfileListItem } from '../domain/profiles/profile.ts';
import { companyOf } from './account.ts';
import { explain } from './errors.ts';
import { lenient, nameText, parseOne, platformId } from './parse.ts';
import { profileListOf } from './profiles.ts';
import { type AnonymousApi, path, request } from './request.ts';
import { statedTokenTime } from './tokens.ts';

/** What a person typed to sign in. Used once and never stored. */
export interface Credentials {
  email: string;
  password: string;
  otpType?: OtpType;
  pinCode?: string;
}

export interface SignedIn {
  accountId: string;
  accountName: string;
  email: string;
  /** Undefined: the response doesn't contain it. */
  company: string | null | undefined;
  profiles: ProfileListItem[];
}

export const loginSchema = z.object({
  id: platformId,
  name: lenient(nameText),
  email: lenient(z.string()),
  company: lenient(nameText),
  profiles: z.array(z.unknown()),
});

/**
 * `POST /account/login`. Throws `two-factor-needed` (with the type), `wrong-password`, `wrong-pin`,
 * `account-blocked`.
 */
export async function login(api: AnonymousApi, credentials: Credentials): Promise<SignedIn> {
  const call = request(
    { ...api, token: null },
    { method: 'POST', path: path`/account/login`, body: credentialsBody(credentials) },
  );
  const account = parseOne(loginSchema, await explain(call, SIGN_IN_REFUSALS));
  return {
    accountId: account.id,
    accountName: account.name ?? '',
    email: account.email ?? credentials.email,
    company: companyOf(account.company),
    profiles: profileListOf(account.profiles).rows,
  };
}

/**
 * Refusals with a special meaning when signing in: an address without an account, or just "denied", means a wrong email
 * or password.
 */
const SIGN_IN_REFUSALS: readonly [RegExp, Failure][] = [
  [/(account|user|e-?mail).*not (found|exist)/i, { code: 'wrong-password', field: 'email' }],
  [/not (confirmed|verified|active)/i, { code: 'refused', field: 'email' }],
  [/denied|unauthori[sz]ed/i, { code: 'wrong-password', field: 'password' }],
];

/** `POST /account/login/otp`: sends a code by SMS or email. */
export async function sendOtp(
  api: AnonymousApi,
  { email, password, otpType }: { email: string; password: string; otpType: OtpType },
): Promise<void> {
  const body = { email, password, otp_type: otpType };
  const call = request({ ...api, token: null }, { method: 'POST', path: path`/account/login/otp`, body });
  await explain(call, SIGN_IN_REFUSALS);
}

export interface IssuedTokenWithValue {
  token: string;
  name: string;
  profileId: string;
  /** Epoch ms; null: never; undefined: the response didn't say. */
  expiresAt: number | null | undefined;
}

const issuedTokenSchema = z.object({
  token: z.string().check(z.minLength(1)),
  name: lenient(z.string()),
  profile: lenient(platformId),
  expire_time: z.optional(z.unknown()),
});

/**
 * `POST /account/profile/token`: issues a token with full permission for one profile, without a token. `expireTime` is
 * in the platform's notation ('3 month'). The code of a login right before is accepted once more.
 */
export async function issueToken(
  api: AnonymousApi,
  {
    profileId,
    name,
    expireTime,
    ...credentials
  }: Credentials & { profileId: string; name: string; expireTime: string },
): Promise<IssuedTokenWithValue> {
  const body = { profile_id: profileId, name, expire_time: expireTime, ...credentialsBody(credentials) };
  const call = request({ ...api, token: null }, { method: 'POST', path: path`/account/profile/token`, body });
  const issued = parseOne(issuedTokenSchema, await explain(call, SIGN_IN_REFUSALS));
  return {
    token: issued.token,
    name: issued.name ?? name,
    profileId: issued.profile ?? profileId,
    expiresAt: statedTokenTime(issued.expire_time),
  };
}

/** Returns credentials as body fields; the two-factor ones only if there is a code. */
export function credentialsBody({ email, password, otpType, pinCode }: Credentials): Record<string, string> {
  return { email, password, ...pinBody({ otpType, pinCode }) };
}

function pinBody({ otpType, pinCode }: Pick<Credentials, 'otpType' | 'pinCode'>): Record<string, string> {
  if (!pinCode) return {};
  return otpType ? { otp_type: otpType, pin_code: pinCode } : { pin_code: pinCode };
}

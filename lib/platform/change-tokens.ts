import * as z from 'zod/mini';
import type { TokenFacts, TokenPermission } from '../domain/tokens/token.ts';
import { lenient, parseOne } from './parse.ts';
import { type Api, path, request } from './request.ts';
import { type Credentials, credentialsBody } from './sign-in.ts';
import { statedTokenTime } from './tokens.ts';

export const createdSchema = z.object({
  token: z.string().check(z.minLength(1)),
  permission: lenient(z.string()),
  expire_date: z.optional(z.unknown()),
});

/**
 * `POST /profile/{id}/token`. `expireTime`: 'never', ISO 8601, or relative ('3 month'). Throws
 * `wrong-password`, `two-factor-needed`, `wrong-pin`. `expiresAt` is epoch ms; null: never; undefined:
 * not known.
 */
export async function postToken(
  api: Api,
  id: string,
  {
    name,
    permission,
    expireTime,
    ...credentials
  }: Credentials & { name: string; permission: TokenPermission; expireTime: string },
): Promise<{ token: string; permission: string; expiresAt: TokenFacts['expiresAt'] }> {
  const body = { name, permission, expire_time: expireTime, ...credentialsBody(credentials) };
  const result = await request(api, { method: 'POST', path: path`/profile/${id}/token`, body });
  const created = parseOne(createdSchema, result);
  return {
    token: created.token,
    permission: created.permission ?? permission,
    expiresAt: statedTokenTime(created.expire_date),
  };
}

/** `DELETE /profile/{id}/token/{token}`. The value is part of the path, but never of a failure. */
export async function deleteToken(api: Api, id: string, value: string): Promise<void> {
  await request(api, { method: 'DELETE', path: path`/profile/${id}/token/${value}`, secrets: [value] });
}

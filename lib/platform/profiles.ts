import * as z from 'zod/mini';
import type { Listed } from '../domain/listed.ts';
import type { ProfileInfo, ProfileListItem } from '../domain/profiles/profile.ts';
import { explain, malformed } from './errors.ts';
import { lenient, nameText, parseList, parseOne, plainIn, platformId, stated, timeOf } from './parse.ts';
import { readableLimits } from './readable-limits.ts';
import { type Api, path, request } from './request.ts';

export const profileRowSchema = z.object({
  id: platformId,
  name: lenient(nameText),
  logo_url: stated(z.string()),
  account: lenient(platformId),
  // Of another type it doesn't give an owner's rights.
  from_share: z.catch(z.nullish(z.boolean()), true),
});

/** Rows in the platform's order. `requestedAt`: when it was requested (epoch ms); later changes may be missing. */
export interface ProfileList extends Listed<ProfileListItem> {
  requestedAt: number;
}

/** Parses a list of profiles, also of the login's response. */
export function profileListOf(result: unknown): Listed<ProfileListItem> {
  const parsed = parseList(profileRowSchema, result);
  // One row a profile: the owned one, which has the better rights, of several.
  const byId = new Map<string, (typeof parsed)[number]>();
  for (const row of parsed) if (!byId.has(row.id) || !row.from_share) byId.set(row.id, row);
  const rows = [...byId.values()].map((row, position) => ({
    id: row.id,
    name: row.name || row.id,
    logoUrl: orNull(row.logo_url),
    shared: row.from_share ?? false,
    ownerAccountId: row.account || null,
    position,
  }));
  return { rows, partial: parsed.length < (result as unknown[]).length };
}

/** Returns null for '', and undefined for what couldn't be read. */
function orNull(text: string | null | undefined): string | null | undefined {
  return text === undefined ? undefined : text || null;
}

/** `GET /profile`: all profiles that the account may see, shared ones included. */
export async function fetchProfiles(api: Api): Promise<ProfileList> {
  const requestedAt = Date.now();
  return { ...profileListOf(await request(api, { method: 'GET', path: path`/profile` })), requestedAt };
}

export const profileInfoSchema = z.object({
  info: z.object({
    id: platformId,
    name: lenient(nameText),
    account: lenient(platformId),
    logo_url: stated(z.string()),
    created_at: lenient(z.string()),
  }),
  allocation: lenient(z.record(z.string(), z.unknown())),
  addons: stated(z.record(z.string(), z.unknown())),
  account_plan: stated(z.string()),
});

/**
 * `GET /profile/{id}`; 'current' is the profile that the token belongs to. Throws `malformed` for the info of another
 * profile.
 */
export async function fetchProfileInfo(api: Api, id: string): Promise<ProfileInfo> {
  const result = await request(api, { method: 'GET', path: path`/profile/${id}` });
  const { info, allocation, addons, account_plan } = parseOne(profileInfoSchema, result);
  if (id !== 'current' && info.id !== id) throw malformed();
  return {
    id: info.id,
    name: info.name ?? '',
    logoUrl: orNull(info.logo_url),
    ownerAccountId: info.account || null,
    plan: orNull(account_plan),
    allocation: allocation ? readableLimits(allocation) : null,
    addons: addons === undefined ? undefined : plainIn(addons),
    createdAt: timeOf(info.created_at),
  };
}

/** `POST /profile/`: returns the new profile's id. Throws `plan-limit` when the account may not own more profiles. */
export async function postProfile(
  api: Api,
  { name, allocateFreeResources }: { name: string; allocateFreeResources: boolean },
): Promise<string> {
  const call = request(api, {
    method: 'POST',
    path: path`/profile/`,
    query: allocateFreeResources ? { allocate_free_resources: true } : {},
    body: { name },
  });
  const result = await explain(call, [[/limit|maximum|upgrade|exceed/i, { code: 'plan-limit' }]]);
  return parseOne(z.object({ id: platformId }), result).id;
}

/** `PUT /profile/{id}`: changes the name, the logo's address (null removes it), or both. */
export async function putProfile(
  api: Api,
  id: string,
  change: { name?: string; logoUrl?: string | null },
): Promise<void> {
  const body = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.logoUrl === undefined ? {} : { logo_url: change.logoUrl }),
  };
  await request(api, { method: 'PUT', path: path`/profile/${id}`, body });
}

/**
 * `DELETE /profile/{id}`: deletes everything in it. Throws `wrong-password`, `two-factor-needed`, `wrong-pin`. The code
 * is of the method that `two-factor-needed` names: there is no field to name another.
 */
export async function deleteProfile(
  api: Api,
  id: string,
  { password, pinCode }: { password: string; pinCode?: string },
): Promise<void> {
  const body = { password, ...(pinCode ? { pin_code: pinCode } : {}) };
  await request(api, { method: 'DELETE', path: path`/profile/${id}`, body });
}

/**
 * `PUT /profile/switch/{id}`: moves **the calling token itself** to another profile. Never call it with a pasted one.
 */
export async function putTokenSwitch(api: Api, targetProfileId: string): Promise<void> {
  await request(api, { method: 'PUT', path: path`/profile/switch/${targetProfileId}` });
}

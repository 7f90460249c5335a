import * as z from 'zod/mini';
import { distinctBy } from '../domain/distinct-by.ts';
import type { Listed } from '../domain/listed.ts';
import type { TeamMember } from '../domain/team.ts';
import { explain } from './errors.ts';
import { lenient, nameText, parseList, platformId, timeOf } from './parse.ts';
import { type Api, path, request } from './request.ts';

export const teamRowSchema = z.object({
  id: platformId,
  name: lenient(nameText),
  email: lenient(z.string()),
  // Of another type it must not be taken for true: the row is malformed.
  active: z.nullish(z.boolean()),
  created_at: lenient(z.string()),
});

/** `GET /profile/{id}/team`: members, and invitations not accepted yet (`active: false`). */
export async function fetchTeam(api: Api, id: string): Promise<Listed<TeamMember>> {
  const result = await request(api, { method: 'GET', path: path`/profile/${id}/team` });
  const parsed = parseList(teamRowSchema, result);
  const rows = distinctBy(parsed, (row) => row.id).map((row) => ({
    accountId: row.id,
    name: row.name ?? '',
    email: row.email ?? '',
    active: row.active ?? true,
    since: timeOf(row.created_at),
  }));
  return { rows, partial: parsed.length < (result as unknown[]).length };
}

/** `POST /profile/{id}/team`. Owner only. Throws `no-account`, `plan-limit`. */
export async function postInvitation(api: Api, id: string, email: string): Promise<void> {
  const call = request(api, { method: 'POST', path: path`/profile/${id}/team`, body: { email } });
  await explain(call, [
    [/limit|maximum|upgrade|exceed/i, { code: 'plan-limit' }],
    [/invalid e-?mail/i, { code: 'invalid-input', field: 'email' }],
    [
      /(account|user|e-?mail).*(not found|not exist|n.t exist|unknown)|no (account|user)/i,
      { code: 'no-account', field: 'email' },
    ],
  ]);
}

/** `DELETE /profile/{id}/team/{accountId}`: removes a member or an invitation; with the caller's id, leaves. */
export async function deleteMember(api: Api, id: string, accountId: string): Promise<void> {
  await request(api, { method: 'DELETE', path: path`/profile/${id}/team/${accountId}` });
}

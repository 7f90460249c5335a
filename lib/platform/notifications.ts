import * as z from 'zod/mini';
import { distinctBy } from '../domain/distinct-by.ts';
import { isObject } from '../domain/json.ts';
import type { Listed } from '../domain/listed.ts';
import type { PlatformNotification } from '../domain/notification.ts';
import { INVITATION_DAYS } from '../domain/team.ts';
import { DAY_MS } from '../domain/time.ts';
import { allPages, pageQuery } from './pages.ts';
import { lenient, type Page, parsePage, platformId, readableRows, timeOf } from './parse.ts';
import { type Api, path, request } from './request.ts';
import { serverNow } from './server-clock.ts';

const buttonSchema = z.object({
  id: platformId,
  triggers: z.nullish(z.array(z.unknown())),
});

export const notificationSchema = z.object({
  id: platformId,
  title: lenient(z.string()),
  message: lenient(z.string()),
  buttons: z.optional(z.unknown()),
  buttons_enabled: z.optional(z.unknown()),
  created_at: lenient(z.string()),
});

/**
 * `GET /notification/`: the account's notifications, newest first; an invitation is one with buttons to accept and
 * refuse it. Ends with those that are too old to be an invitation that can still be accepted.
 */
export async function fetchNotifications(api: Api): Promise<Listed<PlatformNotification>> {
  const oldest = serverNow(api.origin) - INVITATION_DAYS * DAY_MS;
  const idOf = ({ id }: PlatformNotification) => id;
  const { rows, partial } = await allPages(
    (page) => fetchPage(api, page),
    idOf,
    (some) => some.every(({ createdAt }) => createdAt !== null && createdAt < oldest),
  );
  return { rows: distinctBy(rows, idOf), partial };
}

async function fetchPage(api: Api, page: number): Promise<Page<PlatformNotification>> {
  const result = await request(api, { method: 'GET', path: path`/notification/`, query: pageQuery(page) });
  const { rows, length } = parsePage(notificationSchema, result);
  const notificationOf = (row: (typeof rows)[number]) => ({
    id: row.id,
    title: row.title ?? '',
    message: row.message ?? '',
    createdAt: timeOf(row.created_at),
    invitation: invitationIn(row),
  });
  return { rows: rows.map(notificationOf), length };
}

function invitationIn({
  buttons = null,
  buttons_enabled: enabled = null,
}: z.output<typeof notificationSchema>): PlatformNotification['invitation'] {
  if (enabled === false || buttons === null) return null;
  if (!(enabled === true || enabled === null) || !Array.isArray(buttons)) return undefined;
  const readable = readableRows(buttonSchema, buttons);
  const idOf = (answer: 'accept' | 'refuse') =>
    readable.find((button) =>
      button.triggers?.some((trigger) => isObject(trigger) && trigger.share_profile === answer),
    )?.id;
  const acceptButtonId = idOf('accept');
  if (acceptButtonId !== undefined) return { acceptButtonId, refuseButtonId: idOf('refuse') ?? null };
  return readable.length < buttons.length ? undefined : null;
}

/** `PUT /notification/{id}/{buttonId}`: presses a button. */
export async function putButton(api: Api, notificationId: string, buttonId: string): Promise<void> {
  await request(api, { method: 'PUT', path: path`/notification/${notificationId}/${buttonId}` });
}

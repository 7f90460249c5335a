import * as z from 'zod/mini';
import { isObject } from '../domain/json.ts';
import type { PlatformNotification } from '../domain/notification.ts';
import { INVITATION_DAYS } from '../domain/team.ts';
import { DAY_MS } from '../domain/time.ts';
import { allPages, pageQuery } from './pages.ts';
import { lenient, type Page, parsePage, platformId, readableRows, timeOf } from './parse.ts';
import { type Api, path, request } from './request.ts';
import { serverNow } from './server-clock.ts';

const buttonSchema = z.object({
  id: platformId,
  triggers: lenient(z.array(z.unknown())),
});

export const notificationSchema = z.object({
  id: platformId,
  title: lenient(z.string()),
  message: lenient(z.string()),
  buttons: lenient(z.array(z.unknown())),
  buttons_enabled: lenient(z.boolean()),
  created_at: lenient(z.string()),
});

/**
 * `GET /notification/`: the account's notifications, newest first; an invitation is one with buttons to accept and
 * refuse it. Ends with those that are too old to be an invitation that can still be accepted.
 */
export function fetchNotifications(api: Api): Promise<PlatformNotification[]> {
  const oldest = serverNow(api.origin) - INVITATION_DAYS * DAY_MS;
  return allPages(
    (page) => fetchPage(api, page),
    ({ id }) => id,
    (rows) => rows.every(({ createdAt }) => createdAt !== null && createdAt < oldest),
  );
}

async function fetchPage(api: Api, page: number): Promise<Page<PlatformNotification>> {
  const result = await request(api, { method: 'GET', path: path`/notification/`, query: pageQuery(page) });
  const { rows, length } = parsePage(notificationSchema, result);
  const notificationOf = (row: (typeof rows)[number]) => ({
    id: row.id,
    title: row.title ?? '',
    message: row.message ?? '',
    createdAt: timeOf(row.created_at),
    invitation: row.buttons_enabled === false ? null : invitationIn(row.buttons ?? []),
  });
  return { rows: rows.map(notificationOf), length };
}

function invitationIn(buttons: unknown[]): PlatformNotification['invitation'] {
  const idOf = (answer: 'accept' | 'refuse') =>
    readableRows(buttonSchema, buttons).find((button) =>
      button.triggers?.some((trigger) => isObject(trigger) && trigger.share_profile === answer),
    )?.id;
  const acceptButtonId = idOf('accept');
  return acceptButtonId === undefined ? null : { acceptButtonId, refuseButtonId: idOf('refuse') ?? null };
}

/** `PUT /notification/{id}/{buttonId}`: presses a button. */
export async function putButton(api: Api, notificationId: string, buttonId: string): Promise<void> {
  await request(api, { method: 'PUT', path: path`/notification/${notificationId}/${buttonId}` });
}

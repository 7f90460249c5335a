import { Hono } from 'hono';
import { account, findAccount, owner, profile } from '../auth.ts';
import { DAY } from '../clock.ts';
import type { SandboxEnv } from '../context.ts';
import { noise } from '../random.ts';
import { resourceId, resourceName } from '../resources.ts';
import { invalid, notFound, success } from '../responses.ts';
import type { AuditEvent, Profile } from '../state.ts';

const MAX_INTERVAL_MS = 7 * DAY;
const RETENTION_MS = 183 * DAY;
const WORDS = ['edited', 'created', 'token generated', 'removed', 'configuration changed'];
const KINDS = ['device', 'dashboard', 'action', 'analysis'] as const;
/** What can be searched for, as the SDK types it. */
const SEARCHABLE = new Set([
  ...KINDS,
  ...['am', 'connector', 'dictionary', 'network', 'profile', 'run', 'runuser'],
]);

/** Returns events from before the sandbox was started: a few each day, always the same ones. */
function past(profile: Profile, from: number, to: number): AuditEvent[] {
  const people = [profile.account, ...profile.members.filter((m) => m.active).map((m) => m.account)];
  const events: AuditEvent[] = [];
  for (let day = Math.floor(from / DAY); day <= Math.floor(to / DAY); day++) {
    for (let i = 0; i < Math.floor(noise(profile.seed, day, 1) * 6); i++) {
      const pick = <T>(list: readonly T[], salt: number) =>
        list[Math.floor(noise(profile.seed, day, i, salt) * list.length)]!;
      const kind = pick(KINDS, 2);
      const number = Math.floor(noise(profile.seed, day, i, 3) * 10);
      events.push({
        profile: profile.id,
        resourceName: kind,
        resourceID: resourceId(profile, kind, number),
        message: `${resourceName(kind, number)} ${pick(WORDS, 4)}`,
        who: pick(people, 5),
        date: new Date(day * DAY + noise(profile.seed, day, i, 6) * DAY).toISOString(),
      });
    }
  }
  return events;
}

function rangeOf(query: Record<string, string>, now: number): [number, number] {
  const to = query.end_date ? Date.parse(query.end_date) : now;
  const from = query.start_date ? Date.parse(query.start_date) : to - MAX_INTERVAL_MS;
  if (Number.isNaN(from) || Number.isNaN(to) || from > to) throw invalid('Invalid date');
  if (to - from > MAX_INTERVAL_MS) throw invalid('The interval must be of 7 days or less');
  return [Math.max(from, now - RETENTION_MS), Math.min(to, now)];
}

/** A profile's audit log, for its owner: started by one request and polled by others. */
export const auditLog = new Hono<SandboxEnv>()
  .get('/profile/:id/auditlog', account, profile, owner, (c) => {
    const { state, clock, audits } = c.get('sandbox');
    const of = c.get('profile');
    const query = c.req.query();
    const [from, to] = rangeOf(query, clock.now());
    const find = query.find && query.find !== '*' ? query.find.replaceAll('*', '').toLowerCase() : undefined;
    const filters = [query.resourceID, query.resourceName, find].some(Boolean);
    if (filters && c.get('caller').account.plan === 'free')
      throw invalid('Upgrade your plan to filter the audit log');
    if (query.resourceName && !SEARCHABLE.has(query.resourceName)) throw invalid('Invalid resourceName');
    const recorded = state.audit.filter((event) => event.profile === of.id);
    const within = [...recorded, ...past(of, from, to)].filter(({ date }) => {
      const at = Date.parse(date);
      return at >= from && at <= to;
    });
    const whoIs = (event: AuditEvent) => findAccount(c.get('sandbox'), event.who);
    const matched = within.filter(
      (event) =>
        (!query.resourceID || event.resourceID === query.resourceID) &&
        (!query.resourceName || event.resourceName === query.resourceName) &&
        (!find ||
          `${event.message} ${whoIs(event)?.name} ${whoIs(event)?.email}`.toLowerCase().includes(find)),
    );
    matched.sort((a, b) => (a.date < b.date ? 1 : -1));
    const limit = Number(query.limit ?? 500);
    if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) throw invalid('Invalid limit');
    const events = matched.slice(0, limit);
    const counts = { matched: matched.length, scanned: within.length };
    return success(c, audits.start(state, { profile: of.id, events, ...counts }));
  })
  .get('/profile/:id/auditlog/:query', account, profile, owner, (c) => {
    const found = c.get('sandbox').audits.poll(c.req.param('query'), c.get('profile').id);
    if (!found) throw notFound('Query');
    return success(c, found);
  });

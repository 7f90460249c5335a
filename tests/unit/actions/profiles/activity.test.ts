import { beforeEach, describe, expect, it } from 'vitest';
import { queryAuditLog } from '../../../../lib/actions/profiles/activity.ts';
import { AUDIT_RESOURCES } from '../../../../lib/domain/audit-log.ts';
import { MINUTE_MS } from '../../../../lib/domain/time.ts';
import { failureOf } from '../connected-account.ts';
import { ines, sandbox, withConnectedAccount } from '../signed-in-account.ts';

const DAY = 24 * 3_600_000;

withConnectedAccount('token', () => {
  sandbox.audits.polls = 1;
  sandbox.audits.outcome = 'Complete';
});

const week = () => ({ ...ines.ref('Acme Farms'), from: Date.now() - 7 * DAY + 60_000, to: Date.now() });

describe('the audit log', () => {
  it('is polled until it is complete, newest first', async () => {
    sandbox.audits.polls = 3;
    const { status, events } = await queryAuditLog(week());
    expect(status).toBe('Complete');
    expect(events.length).toBeGreaterThan(0);
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort((a, b) => b - a));
    expect(sandbox.requests.count({ route: '/profile/:id/auditlog/:query' })).toBe(3);
  });

  it('returns how the query failed on the platform', async () => {
    for (const outcome of ['Failed', 'Timeout', 'Unknown'] as const) {
      sandbox.audits.outcome = outcome;
      expect(await queryAuditLog(week())).toEqual({ status: outcome, events: [], matched: null });
    }
  });

  it('finds the events of each kind of resource that can be chosen', async () => {
    sandbox.audits.polls = 0;
    const who = ines.account.id;
    const date = new Date(sandbox.clock.now() - 60_000).toISOString();
    for (const kind of AUDIT_RESOURCES)
      sandbox.state.audit.push({
        profile: ines.id('Acme Farms'),
        resourceName: kind,
        resourceID: `of ${kind}`,
        message: 'created',
        who,
        date,
      });
    for (const kind of AUDIT_RESOURCES) {
      const { events } = await queryAuditLog({ ...week(), resourceName: kind });
      expect(events[0], kind).toMatchObject({ resourceName: kind, resourceId: `of ${kind}` });
    }
  });

  it('says how many events there are where TagoIO returns only some of them', async () => {
    const { events, matched } = await queryAuditLog(week());
    expect(matched).toBeNull();
    expect(await queryAuditLog({ ...week(), limit: 2 })).toEqual({
      status: 'Complete',
      events: events.slice(0, 2),
      matched: events.length,
    });
  });

  describe('with more events than TagoIO returns by itself', () => {
    beforeEach(() => {
      const event = {
        profile: ines.id('Acme Farms'),
        resourceName: 'device',
        resourceID: 'a',
        message: 'edited',
      };
      const date = new Date(sandbox.clock.now() - 60_000).toISOString();
      for (let count = 0; count < 600; count++)
        sandbox.state.audit.push({ ...event, who: ines.account.id, date });
    });

    it('asks for all that were found', async () => {
      const { events, matched } = await queryAuditLog(week());
      expect(events.length).toBeGreaterThanOrEqual(600);
      expect(matched).toBeNull();
      expect(sandbox.requests.count({ route: '/profile/:id/auditlog' })).toBe(2);
    });

    it('keeps those that were returned when TagoIO refuses the limit', async () => {
      sandbox.faults.add({
        kind: 'failure',
        status: 400,
        message: 'Invalid limit',
        path: '/profile/:id/auditlog',
        skip: 1,
      });
      const { events, matched } = await queryAuditLog(week());
      expect(events).toHaveLength(500);
      expect(matched).toBeGreaterThanOrEqual(600);
    });
  });

  it('waits when the rate limit is reached and continues with the same query', async () => {
    sandbox.faults.add({ kind: 'rate-limit', path: '/profile/:id/auditlog/:query', retryAfter: 1, times: 1 });
    expect((await queryAuditLog(week())).status).toBe('Complete');
    expect(sandbox.requests.count({ route: '/profile/:id/auditlog' })).toBe(1);
  });

  it.each([
    ['slow', 4 * MINUTE_MS],
    ['fast', -3 * DAY],
  ])('finds what happened just now while this computer’s clock is %s', async (_, platformAhead) => {
    sandbox.clock.advance(platformAhead);
    // Its response has the platform's time.
    await queryAuditLog({ ...ines.ref('Acme Farms'), days: 1 });
    const date = new Date(sandbox.clock.now() - 2_000).toISOString();
    sandbox.state.audit.push({
      profile: ines.id('Acme Farms'),
      resourceName: 'device',
      resourceID: 'just now',
      message: 'edited',
      who: ines.account.id,
      date,
    });
    const today = sandbox.clock.now() + DAY / 2;
    for (const period of [{ days: 1 }, { days: 7 }, { from: today - 5 * DAY, to: today }])
      expect((await queryAuditLog({ ...ines.ref('Acme Farms'), ...period })).events[0]).toMatchObject({
        resourceId: 'just now',
      });
  });

  it('refuses more than 7 days, an empty range and a shared profile', async () => {
    const { from, to } = week();
    for (const wrong of [
      { from: to - 8 * DAY, to },
      { days: 8 },
      { from: to, to: from },
      { from, to: Number.NaN },
    ])
      expect(await failureOf(queryAuditLog({ ...week(), ...wrong }))).toMatchObject({
        code: 'invalid-input',
      });
    expect(await failureOf(queryAuditLog({ ...week(), ...ines.ref('Tallinn Metering') }))).toMatchObject({
      code: 'not-allowed',
    });
    expect(sandbox.requests.count()).toBe(0);
  });

  it('fails with the plan’s limit when a free account filters', async () => {
    const account = sandbox.state.accounts.find(({ id }) => id === ines.account.id)!;
    account.plan = 'free';
    expect(await failureOf(queryAuditLog({ ...week(), find: 'edited' }))).toMatchObject({
      code: 'plan-limit',
    });
  });
});

import { describe, expect, it, vi } from 'vitest';
import type { SubscriptionQuote } from '../../../../lib/domain/billing/subscription-quote.ts';
import { planLimits } from '../../../../lib/domain/usage/plan-limits.ts';
import {
  isMonthly,
  isProrated,
  isRaisable,
  SERVICE_KEYS,
  type ServiceKey,
} from '../../../../lib/domain/usage/service.ts';
import { serviceLabel, stopsText, wouldStopText } from '../../../../lib/i18n/service-text.ts';
import { t } from '../../../../lib/i18n/t.ts';
import { textOf } from '../../components/text-of.ts';

// Pages read their address when they are loaded.
vi.stubGlobal('location', { hash: '' });
vi.stubGlobal('addEventListener', () => {});

/**
 * The documentation's limit pages, row by row, each as the extension knows it, or with the reason why it isn't
 * followed.
 */
type Row =
  | { service: ServiceKey; monthly: boolean; raisable: boolean }
  | { resource: string; free: number; starter: number; scale: number }
  | { plan: 'profiles' | 'teamMembers' | 'dashboardOutput'; free: number; starter: number; scale: number }
  | { notFollowed: string };

const ROWS: Record<string, Row> = {
  // Services: the account's limit, allocated to its profiles.
  'data input': { service: 'input', monthly: true, raisable: true },
  'data output': { service: 'output', monthly: true, raisable: true },
  'data storage': { service: 'data_records', monthly: false, raisable: true },
  'file storage': { service: 'file_storage', monthly: false, raisable: true },
  'analysis runtime': { service: 'analysis', monthly: true, raisable: true },
  SMS: { service: 'sms', monthly: true, raisable: true },
  email: { service: 'email', monthly: true, raisable: true },
  'push notifications': { service: 'push_notification', monthly: true, raisable: true },
  'TagoRUN users': { service: 'run_users', monthly: false, raisable: true },
  // Hard limits: the plan's, the same for every profile.
  "dashboards' data output": { service: 'dashboard_output', monthly: true, raisable: false },
  "dashboards' data output by plan": {
    plan: 'dashboardOutput',
    free: 3_000_000,
    starter: 15_000_000,
    scale: 50_000_000,
  },
  profiles: { plan: 'profiles', free: 1, starter: 2, scale: 5 },
  'team members': { plan: 'teamMembers', free: 0, starter: 1, scale: 5 },
  actions: { resource: 'action', free: 5, starter: 100, scale: 200 },
  analyses: { resource: 'analysis', free: 5, starter: 100, scale: 200 },
  dashboards: { resource: 'dashboard', free: 5, starter: 100, scale: 1000 },
  devices: { resource: 'device', free: 5, starter: 100, scale: 10_000 },
  connectors: { resource: 'connectors', free: 3, starter: 20, scale: 50 },
  networks: { resource: 'networks', free: 1, starter: 5, scale: 10 },
  'access policies': { resource: 'am', free: 5, starter: 30, scale: 100 },
  dictionaries: { resource: 'dictionary', free: 2, starter: 10, scale: 50 },
  TagoCore: { resource: 'tcore', free: 10, starter: 10, scale: 10 },
  'TagoCore clusters': { resource: 'tcore_cluster', free: 3, starter: 3, scale: 3 },
  entities: { notFollowed: 'a summary has no amount of entities' },
  'service authorizations': { notFollowed: 'a summary has no amount of authorizations' },
  backups: { notFollowed: 'one a day by the platform itself; nothing of a profile stops' },
  // Rate limits: per profile, route and minute. The platform's 429 is obeyed, so no number of ours can go stale.
  'requests a minute to profile routes': {
    notFollowed: 'a 429 pauses the connection (tests/unit/refresh/rate-limits)',
  },
  'requests a minute to the account': {
    notFollowed: 'a 429 pauses the connection (tests/unit/refresh/rate-limits)',
  },
};

const PLANS = ['free', 'starter', 'scale'] as const;

describe('every row of the documented limits', () => {
  it.each(Object.entries(ROWS))('%s', (_, row) => {
    if ('notFollowed' in row) return expect(row.notFollowed).not.toBe('');
    if ('service' in row) {
      const { service } = row;
      expect([isMonthly(service), isRaisable(service)]).toEqual([row.monthly, row.raisable]);
      // It has its own name, and its own texts of what stops.
      expect(serviceLabel(service)).not.toBe(service);
      expect(stopsText(service)).not.toBe(stopsText('hologram'));
      expect(wouldStopText(service)).not.toBe(wouldStopText('hologram'));
      return;
    }
    for (const plan of PLANS) {
      const limits = planLimits(plan)!;
      expect('plan' in row ? limits[row.plan] : limits.resources[row.resource], plan).toBe(row[plan]);
    }
  });

  it('and no service or resource besides them', () => {
    const rows = Object.values(ROWS);
    const services = rows.flatMap((row) => ('service' in row ? row.service : []));
    expect([...services].sort()).toEqual([...SERVICE_KEYS].sort());
    const resources = rows.flatMap((row) => ('resource' in row ? row.resource : []));
    for (const plan of PLANS) {
      expect(Object.keys(planLimits(plan)!.resources).sort()).toEqual([...resources].sort());
    }
  });
});

describe('a service that is not prorated', () => {
  it('is only SMS, as documented', () => {
    expect(SERVICE_KEYS.filter((service) => !isProrated(service))).toEqual(['sms']);
  });

  it('costs the full difference at once, and the dialog says so', async () => {
    const { nowFact } = await import('../../../../components/options/cost/confirm-payment.tsx');
    const quote = (service: string) =>
      ({
        intent: { kind: 'limit', service, limit: 200, receiverId: null },
        isStepUp: true,
        nowCents: 250,
        cycleEnd: '2026-12-01T00:00:00Z',
      }) as unknown as SubscriptionQuote;
    expect(textOf(nowFact(quote('sms')))).toBe(`$2.50 ${t('payNowFull', 'SMS')}`);
    expect(textOf(nowFact(quote('email')))).toMatch(/^\$2\.50 for the rest of the cycle, until /);
  });
});

it.each(['constructor', '__proto__', 'toString', ''])('the plan %j has no known limits', (plan) => {
  expect(planLimits(plan)).toBeNull();
});

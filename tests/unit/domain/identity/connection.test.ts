import { describe, expect, it } from 'vitest';
import {
  type Connection,
  connectionFacts,
  connectionName,
  renewalDueAt,
} from '../../../../lib/domain/identity/connection.ts';
import { DAY_MS } from '../../../../lib/domain/time.ts';
import { distinctConnectionText, renewalText } from '../../../../lib/i18n/profile-text.ts';

const NOW = Date.UTC(2026, 10, 26, 12);

function connection(expiresAt: number | null, state: Connection['state'] = 'ok'): Connection {
  return { state, email: 'ines@acme.example', credential: { kind: 'issued', expiresAt } } as Connection;
}

describe('a connection’s token', () => {
  it('is due for renewal from 14 days before it expires, while it works', () => {
    expect(renewalDueAt(connection(NOW + 14 * DAY_MS), NOW)).toBe(NOW + 14 * DAY_MS);
    expect(renewalDueAt(connection(NOW + 14 * DAY_MS + 1), NOW)).toBeNull();
    expect(renewalDueAt(connection(NOW - 1), NOW)).toBe(NOW - 1);
    expect(renewalDueAt(connection(null), NOW)).toBeNull();
    // The page asks for a sign-in instead.
    expect(renewalDueAt(connection(NOW + DAY_MS, 'needs-sign-in'), NOW)).toBeNull();
  });

  it.each([
    [14 * DAY_MS, 'in 14 days'],
    [DAY_MS, 'in 1 day.'],
    [-1, 'has expired'],
  ])('%i ms before it expires: the text contains %j', (left, words) => {
    expect(renewalText(connection(NOW + left), [], NOW)).toContain(words);
  });
});

describe('an account without a name and an email address', () => {
  const read = { accountId: 'a1', accountName: '', email: '', plan: '', timezone: '', blocked: false };
  const known = (accountName: string, email: string) => ({ ...connection(null), accountName, email });

  it('is named by its id until one of them is known', () => {
    const nameless = connectionFacts(read, undefined);
    expect(connectionName(nameless)).toBe('a1');
    const later = connectionFacts({ ...read, email: 'ines@acme.example' }, known('a1', ''));
    expect(later).toMatchObject({ accountName: '', email: 'ines@acme.example' });
    expect(connectionFacts({ ...read, accountName: 'Ines' }, known('a1', ''))).toMatchObject({
      accountName: 'Ines',
    });
  });

  it.each([
    ['Ines', ''],
    ['', 'ines@acme.example'],
  ])('keeps the ones that are known: %j, %j', (accountName, email) => {
    expect(connectionFacts(read, known(accountName, email))).toMatchObject({ accountName, email });
  });
});

it('one address in two regions is two accounts, named with their regions; a label that another has not is enough', () => {
  const of = (region: Connection['region'], label: string | null = null) =>
    ({ ...connection(null), region, origin: 'https://api.us-e1.tago.io', label }) as Connection;
  const [us, eu] = [of('us-e1'), of('eu-w1')];
  expect([us, eu].map((one) => distinctConnectionText(one, [us, eu]))).toEqual([
    'ines@acme.example (US East)',
    'ines@acme.example (EU West)',
  ]);
  expect(distinctConnectionText(us, [us])).toBe('ines@acme.example');
  expect(distinctConnectionText(us, [us, of('eu-w1', 'Acme Europe')])).toBe('ines@acme.example');
});

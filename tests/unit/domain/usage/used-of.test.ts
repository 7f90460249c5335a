import { describe, expect, it } from 'vitest';
import { usageStatus, usedOf } from '../../../../lib/domain/usage/usage-status.ts';

const READ_AT = Date.UTC(2026, 10, 30, 23, 50);
const NEXT_MONTH = Date.UTC(2026, 11, 1, 0, 10);
const services = { input: { used: 90, limit: 100 }, data_records: { used: 40, limit: 100 } };
const status = (now: number) => usageStatus({ services, fetchedAt: READ_AT }, now);

describe('what of a limit counts as used', () => {
  it('is this month’s use', () => {
    expect(usedOf(status(READ_AT), 'input', 100)).toBe(90);
  });

  it('is not known from last month, except for what isn’t counted by month', () => {
    expect(usedOf(status(NEXT_MONTH), 'input', 100)).toBeNull();
    expect(usedOf(status(NEXT_MONTH), 'data_records', 100)).toBe(40);
  });

  it('is not known of a profile that was never read, nor of a service whose number is missing', () => {
    expect(usedOf(usageStatus(undefined, READ_AT), 'input', 100)).toBeNull();
    expect(usedOf(status(READ_AT), 'sms', 10)).toBeNull();
  });

  it('is nothing of a service that isn’t allocated nor reported', () => {
    expect(usedOf(status(READ_AT), 'sms', 0)).toBe(0);
  });
});

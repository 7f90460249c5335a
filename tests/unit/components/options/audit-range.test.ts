import { describe, expect, it } from 'vitest';
import { rangeOf } from '../../../../components/options/activity/audit-log.tsx';
import { DAY_MS } from '../../../../lib/domain/time.ts';

const ZONE = 'America/New_York';
const days = (from: string, to: string, at = Date.UTC(2026, 11, 1)) =>
  rangeOf({ period: 'days', from, to }, ZONE, at);

describe('days of the audit log are calendar days of the account’s zone', () => {
  it('in the week the clocks go back seven days are taken, and no more than the platform allows', () => {
    const week = days('2026-10-29', '2026-11-04')!;
    expect(week.to).toBe(Date.parse('2026-11-04T23:59:59-05:00'));
    expect(week.to - week.from).toBeLessThanOrEqual(7 * DAY_MS);
    expect(days('2026-10-29', '2026-11-05')).toBeNull();
  });

  it('begin and end at midnight on either side of a change', () => {
    expect(days('2026-11-01', '2026-11-01')).toEqual({
      from: Date.parse('2026-11-01T00:00:00-04:00'),
      to: Date.parse('2026-11-01T23:59:59-05:00'),
    });
    expect(days('2026-03-08', '2026-03-08')).toEqual({
      from: Date.parse('2026-03-08T00:00:00-05:00'),
      to: Date.parse('2026-03-08T23:59:59-04:00'),
    });
  });

  it('end now, never later', () => {
    const now = Date.parse('2026-11-20T15:00:00-05:00');
    expect(days('2026-11-19', '2026-11-20', now)?.to).toBe(now);
  });
});

import { expect, it } from 'vitest';
import { auditCsv } from '../../../../../components/options/activity/audit-csv.ts';

it('a kind of resource is exported as the page shows it', () => {
  const event = { at: 0, who: 'Ana', resourceName: 'run_user', resourceId: 'a1', message: 'Created' };
  expect(auditCsv([event]).split('\r\n')[1]).toBe('1970-01-01T00:00:00.000Z,Ana,run user,a1,Created');
});

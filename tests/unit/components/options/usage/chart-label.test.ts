import { expect, it } from 'vitest';
import { chartLabel } from '../../../../../components/options/usage/chart-label.ts';
import type { HistoryPeriod } from '../../../../../components/options/usage/history-data.ts';

const periods = [10, 20].map((used) => ({
  from: 0,
  to: 1,
  points: [{ used }],
})) as unknown as HistoryPeriod[];

it('a chart’s label has what was used in its time, which of storage is only how it grew', () => {
  expect(chartLabel('Usage', 'input', periods)).toMatch(/^Usage\. Total in this period: 30 variables\. /);
  for (const service of ['data_records', 'file_storage', 'run_users', 'quantum_bits'])
    expect(chartLabel('Usage', service, periods)).not.toContain('Total');
});

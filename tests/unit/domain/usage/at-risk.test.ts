import { describe, expect, it } from 'vitest';
import { summarizeRisk } from '../../../../lib/domain/usage/at-risk.ts';
import { orderMatrix } from '../../../../lib/domain/usage/matrix.ts';
import { usageStatus } from '../../../../lib/domain/usage/usage-status.ts';

const NOW = Date.UTC(2026, 10, 27);

function profile(name: string, used: number, limit = 1000) {
  const usage = { services: { input: { used, limit } }, resources: {}, fetchedAt: NOW };
  return { name, plan: null, usage, status: usageStatus(usage, NOW) };
}

const summaryOf = (rows: ReturnType<typeof profile>[]) => summarizeRisk(rows, ({ status }) => status);

describe('the profile that is named as the worst', () => {
  it('is the fuller one, although both show the same percentage', () => {
    const summary = summaryOf([profile('Greenhouse', 1000), profile('Douro', 1004)]);
    expect(summary.blocked).toEqual({ count: 2, worst: expect.objectContaining({ name: 'Douro' }) });
  });

  it('is the first by name among equally full ones', () => {
    expect(summaryOf([profile('Zinc', 900), profile('Alder', 900)]).near.worst?.name).toBe('Alder');
  });

  it('is the first of the table of usage', () => {
    const rows = ['Sage', 'Basil', 'Thyme', 'Dill'].map((name, index) => profile(name, 1200 + (index % 2)));
    const [first] = orderMatrix('services', rows, null);
    expect(summaryOf(rows).blocked.worst).toBe(first);
  });
});

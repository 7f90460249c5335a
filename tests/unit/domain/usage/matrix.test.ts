import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type MatrixFilter,
  type MatrixProfile,
  matrixCell,
  matrixColumns,
  orderMatrix,
  passes,
  rowLevel,
  worstShare,
} from '../../../../lib/domain/usage/matrix.ts';
import { SERVICE_KEYS } from '../../../../lib/domain/usage/service.ts';
import { usageStatus } from '../../../../lib/domain/usage/usage-status.ts';

const profile = (
  name: string,
  services: Record<string, [number, number]>,
  resources: Record<string, number> = {},
  plan: string | null = 'starter',
): MatrixProfile => {
  const usage = {
    services: Object.fromEntries(
      Object.entries(services).map(([key, [used, limit]]) => [key, { used, limit }]),
    ),
    resources,
    fetchedAt: 1,
  };
  return { name, plan, usage, status: usageStatus(usage, 1) };
};
const names = (rows: MatrixProfile[]) => rows.map(({ name }) => name);

describe('a matrix', () => {
  const calm = profile('Calm', { input: [10, 100], output: [1, 100] }, { device: 5, dashboard: 99 });
  const full = profile('Full', { input: [100, 100] }, { device: 100 });
  const near = profile('Near', { output: [95, 100], input: [20, 100] }, { device: 81, holograms: 7 });
  const none = profile('None', { input: [5, 0] }, {}, null);
  const unread: MatrixProfile = {
    name: 'Unread',
    plan: null,
    usage: undefined,
    status: usageStatus(undefined, 1),
  };
  const all = [calm, none, near, unread, full];

  it('has the documented columns first, then any other that is reported', () => {
    expect(matrixColumns('services', [profile('A', { zebra: [1, 2], hologram: [1, 2] })])).toEqual([
      ...SERVICE_KEYS,
      'hologram',
      'zebra',
    ]);
    expect(matrixColumns('resources', all).at(-1)).toBe('holograms');
  });

  it('takes a resource named like a property of every object for one more resource', () => {
    const odd = {
      ...profile('Odd', {}, { constructor: 3 }),
      usage: { ...near.usage!, resources: { constructor: 3 } },
    };
    expect(matrixCell('resources', odd, 'constructor')).toMatchObject({ used: 3, limit: null, level: null });
    expect(matrixCell('resources', near, 'constructor')).toBeUndefined();
    expect(worstShare('resources', odd)).toBe(-1);
  });

  it('measures resources by the profile’s plan, and has no level where no limit is known', () => {
    expect(matrixCell('resources', near, 'device')).toMatchObject({
      used: 81,
      limit: 100,
      level: 'warning',
      percent: 81,
    });
    expect(matrixCell('resources', { ...near, plan: 'scale' }, 'device')).toMatchObject({
      used: 81,
      limit: 10_000,
    });
    expect(matrixCell('resources', near, 'holograms')).toMatchObject({
      used: 7,
      limit: null,
      level: null,
    });
    expect(matrixCell('services', none, 'input')?.level).toBeNull();
  });

  it('measures a resource by the limit of the profile itself, where its summary has one', () => {
    const gateways = profile('Gateways', {}, { tcore: 2, device: 5 });
    const limited = { ...gateways, usage: { ...gateways.usage!, resourceLimits: { tcore: 1 } } };
    expect(matrixCell('resources', gateways, 'tcore')).toMatchObject({ limit: 10, level: 'ok' });
    expect(matrixCell('resources', limited, 'tcore')).toMatchObject({ limit: 1, level: 'blocked' });
    expect(matrixCell('resources', limited, 'device')).toMatchObject({ limit: 100 });
    expect(worstShare('resources', limited)).toBe(2);
    expect(matrixCell('resources', { ...limited, plan: null }, 'tcore')).toMatchObject({ limit: 1 });
  });

  it('is ordered by risk, with unknown usage last', () => {
    expect(names(orderMatrix('services', all, null))).toEqual(['Full', 'Near', 'Calm', 'None', 'Unread']);
    expect(names(orderMatrix('resources', all, null))).toEqual(['Full', 'Calm', 'Near', 'None', 'Unread']);
  });

  it('is ordered by a column, in either direction', () => {
    const by = (column: string, descending: boolean) =>
      names(orderMatrix('services', all, { column, descending }));
    expect(by('input', true)).toEqual(['Full', 'Near', 'Calm', 'None', 'Unread']);
    expect(by('input', false)).toEqual(['Calm', 'Near', 'Full', 'None', 'Unread']);
    expect(by('name', true)).toEqual(['Unread', 'None', 'Near', 'Full', 'Calm']);
  });

  it('is filtered by level', () => {
    const left = (filter: MatrixFilter) =>
      names(all.filter((row) => passes(filter, rowLevel('services', row))));
    expect(left('all')).toHaveLength(5);
    expect(left('at-risk')).toEqual(['Near', 'Full']);
    expect(left('near')).toEqual(['Near']);
    expect(left('blocked')).toEqual(['Full']);
  });
});

it('the order keeps every row, and never puts a lower share before a higher one', () => {
  const rows = fc.array(
    fc
      .record({
        name: fc.string(),
        services: fc.dictionary(fc.constantFrom(...SERVICE_KEYS), fc.tuple(fc.nat(1000), fc.nat(1000))),
      })
      .map(({ name, services }) => profile(name, services as Record<string, [number, number]>)),
  );
  fc.assert(
    fc.property(rows, (given) => {
      const ordered = orderMatrix('services', given, null);
      expect(new Set(ordered)).toEqual(new Set(given));
      const shares = ordered.map((row) => worstShare('services', row));
      expect(shares).toEqual([...shares].sort((a, b) => b - a));
    }),
  );
});

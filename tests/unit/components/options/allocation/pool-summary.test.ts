import type { VNode } from 'preact';
import { expect, it, vi } from 'vitest';
import { PoolSummary } from '../../../../../components/options/allocation/pool-summary.tsx';
import type { ShareRow } from '../../../../../components/options/allocation/share-rows.ts';
import { poolState } from '../../../../../lib/domain/billing/allocation.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

type Part = VNode<{ style: { flexGrow: number } }>;

/** Returns the sizes of the bar's parts. */
function partsWith(limits: readonly number[], pool: number): number[] {
  const rows = limits.map((limit, index) => ({ profileId: `${index}`, limit }) as ShareRow);
  const summary = PoolSummary({ service: 'input', pool, state: poolState(pool, limits), rows });
  const [bar] = summary.props.children as VNode[];
  return (bar!.props.children as (Part[] | Part | false)[])
    .flat()
    .flatMap((part) => (part ? part.props.style.flexGrow : []));
}

it('the bar has the largest shares of thousands, the others as one part, and what is free', () => {
  expect(partsWith([2, 0, 3], 10)).toEqual([2, 3, 5]);
  expect(partsWith([...new Array(9000).fill(1), 500, 2000, 700], 20_000)).toEqual([
    500, 2000, 700, 9000, 7800,
  ]);
  const even = partsWith(new Array(100).fill(10), 1000);
  expect(even).toHaveLength(61);
  expect(even.at(-1)).toBe(400);
});

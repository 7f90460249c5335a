import { h, type VNode } from 'preact';
import { expect, it, vi } from 'vitest';
import { PoolSummary } from '../../../../../components/options/allocation/pool-summary.tsx';
import { ServiceTabs } from '../../../../../components/options/allocation/service-tabs.tsx';
import type { ShareRow } from '../../../../../components/options/allocation/share-rows.ts';
import { poolState } from '../../../../../lib/domain/billing/allocation.ts';
import { makeConnection } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

type Part = VNode<{ style: { flexGrow: number } }>;

function summaryOf(limits: readonly number[], pool: number, areLimitsKnown = true) {
  const rows = limits.map((limit, index) => ({ profileId: `${index}`, limit }) as ShareRow);
  return PoolSummary({ service: 'input', pool, state: poolState(pool, limits), rows, areLimitsKnown });
}

/** Returns the sizes of the bar's parts. */
function partsWith(limits: readonly number[], pool: number): number[] {
  const summary = summaryOf(limits, pool);
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

it('says how much is unallocated only if the limits of all profiles could be read', () => {
  const textsOf = (limits: readonly number[], areLimitsKnown: boolean) => {
    const serviceStates = [{ service: 'input', state: poolState(10, limits), changed: 0 }];
    const tabs = { connection: makeConnection('a'), current: 'input', serviceStates, areLimitsKnown };
    return [textOf(h(ServiceTabs, tabs)), textOf(summaryOf(limits, 10, areLimitsKnown))];
  };
  const known = [
    'Data input5 variables unallocated',
    '5 of 10 variables allocated, 5 variables unallocated.',
  ];
  expect(textsOf([2, 3], true)).toEqual(known);
  expect(textsOf([2, 3], false)).toEqual([
    'Data inputlimits couldn’t be read',
    'It isn’t known how much is left to allocate.',
  ]);
  // What the others have is known to be everything, or too much.
  for (const limits of [
    [4, 6],
    [4, 8],
  ])
    expect(textsOf(limits, false)).toEqual(textsOf(limits, true));
});

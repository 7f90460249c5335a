import type { Fault } from './script.ts';
import { Tally } from './tally.ts';

/** Fewer faults than this say nothing about the rest. */
const MIN_FAULTS = 10;
/** A fault of a kind that was injected this often, and hit nothing, isn't injected at all. */
const MIN_OF_A_KIND = 20;

/** Counts which injected faults hit anything. */
export class FaultCounts extends Tally {
  add(fault: Fault, wasHit: boolean): void {
    if (fault.kind !== 'none') this.countOne(kindOf(fault), wasHit);
  }

  /** A sentence for each kind of fault that was injected often, and never hit anything. */
  get neverHit(): string[] {
    return this.failedAlways(MIN_OF_A_KIND).map(
      ({ name, attempts }) => `${name} hit nothing in ${attempts} attempts`,
    );
  }

  /**
   * Returns true if fewer than one in four of the platform's faults hit a request, so that the script proves little.
   * (Few can while the vault is locked or no account is connected.)
   */
  get hitTooFew(): boolean {
    const platform = [...this.counts].filter(([kind]) => kind.startsWith('platform'));
    const sum = (of: 'attempts' | 'successes') =>
      platform.reduce((total, [, counts]) => total + counts[of], 0);
    return sum('attempts') >= MIN_FAULTS && sum('successes') * 4 < sum('attempts');
  }
}

function kindOf(fault: Fault): string {
  if (fault.kind === 'platform') return `platform ${fault.rule.kind}`;
  if (fault.kind === 'late-response') return `late-response until ${fault.until}`;
  if (fault.kind === 'writes-fail') return `writes-fail at ${fault.at}`;
  if (fault.kind === 'area-fails') return `${fault.area}.${fault.method} fails`;
  return fault.kind;
}

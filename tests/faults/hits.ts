import type { Fault } from './script.ts';

/** Fewer faults than this say nothing about the rest. */
const MIN_FAULTS = 10;

/** Counts which injected faults hit anything. */
export class FaultCounts {
  private readonly kinds = new Map<string, { injected: number; hit: number }>();

  add(fault: Fault, wasHit: boolean): void {
    if (fault.kind === 'none') return;
    const kind = kindOf(fault);
    const known = this.kinds.get(kind) ?? { injected: 0, hit: 0 };
    this.kinds.set(kind, { injected: known.injected + 1, hit: known.hit + (wasHit ? 1 : 0) });
  }

  /**
   * Returns true if fewer than one in four of the platform's faults hit a request, so that the script proves little.
   * (Few can while the vault is locked or no account is connected.)
   */
  get hitTooFew(): boolean {
    const platform = [...this.kinds]
      .filter(([kind]) => kind.startsWith('platform'))
      .map(([, counts]) => counts);
    const sum = (of: 'injected' | 'hit') => platform.reduce((total, counts) => total + counts[of], 0);
    return sum('injected') >= MIN_FAULTS && sum('hit') * 4 < sum('injected');
  }

  toString(): string {
    return [...this.kinds].map(([kind, { injected, hit }]) => `${kind} ${hit} of ${injected}`).join(', ');
  }
}

function kindOf(fault: Fault): string {
  if (fault.kind === 'platform') return `platform ${fault.rule.kind}`;
  if (fault.kind === 'late-response') return `late-response until ${fault.until}`;
  if (fault.kind === 'writes-fail') return `writes-fail at ${fault.at}`;
  if (fault.kind === 'area-fails') return `${fault.area}.${fault.method} fails`;
  return fault.kind;
}

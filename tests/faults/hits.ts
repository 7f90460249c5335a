import type { Fault } from './script.ts';

/** Fewer faults than this say nothing about the rest. */
const MIN_FAULTS = 10;
/** A fault of a kind that was injected this often, and hit nothing, isn't injected at all. */
const MIN_OF_A_KIND = 20;

/** Counts which injected faults hit anything. */
export class FaultCounts {
  private readonly kinds = new Map<string, { injected: number; hit: number }>();

  add(fault: Fault, wasHit: boolean): void {
    if (fault.kind !== 'none') this.count(kindOf(fault), { injected: 1, hit: wasHit ? 1 : 0 });
  }

  addAll({ kinds }: FaultCounts): void {
    for (const [kind, counts] of kinds) this.count(kind, counts);
  }

  /** A sentence for each kind of fault that was injected often, and never hit anything. */
  get neverHit(): string[] {
    return [...this.kinds].flatMap(([kind, { injected, hit }]) =>
      injected >= MIN_OF_A_KIND && hit === 0 ? [`${kind} hit nothing in ${injected} attempts`] : [],
    );
  }

  private count(kind: string, { injected, hit }: { injected: number; hit: number }): void {
    const known = this.kinds.get(kind) ?? { injected: 0, hit: 0 };
    this.kinds.set(kind, { injected: known.injected + injected, hit: known.hit + hit });
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

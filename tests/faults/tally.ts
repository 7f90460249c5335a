interface Counts {
  attempts: number;
  successes: number;
}

/** Counts by name what was attempted, and how often that succeeded. */
export class Tally {
  protected readonly counts = new Map<string, Counts>();

  addAll({ counts }: Tally): void {
    for (const [name, more] of counts) this.count(name, more);
  }

  /** Returns what was attempted at least `minAttempts` times, and never succeeded. */
  protected failedAlways(minAttempts: number): { name: string; attempts: number }[] {
    return [...this.counts].flatMap(([name, { attempts, successes }]) =>
      attempts >= minAttempts && successes === 0 ? [{ name, attempts }] : [],
    );
  }

  toString(): string {
    return [...this.counts]
      .map(([name, { attempts, successes }]) => `${name} ${successes} of ${attempts}`)
      .join(', ');
  }

  protected countOne(name: string, succeeded: boolean): void {
    this.count(name, { attempts: 1, successes: succeeded ? 1 : 0 });
  }

  private count(name: string, more: Counts): void {
    const { attempts, successes } = this.counts.get(name) ?? { attempts: 0, successes: 0 };
    this.counts.set(name, { attempts: attempts + more.attempts, successes: successes + more.successes });
  }
}

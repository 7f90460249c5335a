/** Runs work at most once per key at the same time: further callers share the outcome of the first. */
export class SingleFlight {
  readonly #underWay = new Map<string, Promise<unknown>>();

  /** Runs `work`, or joins the work that is running under this key. Returns its outcome. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const current = this.#underWay.get(key);
    if (current) return current as Promise<T>;
    const started = work().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, started);
    return started;
  }

  /** Resolves when the work that is running under this key, if any, has ended, whatever its outcome. */
  async ended(key: string): Promise<void> {
    // Whoever started it gets its failure.
    await this.#underWay.get(key)?.catch(() => {});
  }

  /** True while any work is running. */
  get isBusy(): boolean {
    return this.#underWay.size > 0;
  }

  /** Resolves when no work is running. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay.values());
  }
}

const actions = /* @__PURE__ */ new SingleFlight();

/**
 * Runs a person's action, or joins the same one if it is already running, so that a double click sends one request.
 * `key` names the action and its parameters, and contains no secret. A parameter that is one goes into `secret`: it is
 * compared in memory while the action runs, and kept nowhere.
 */
export function singleFlight<T>(
  key: readonly unknown[],
  work: () => Promise<T>,
  secret?: string,
): Promise<T> {
  return actions.run(JSON.stringify(secret === undefined ? key : [key, secret]), work);
}

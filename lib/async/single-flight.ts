/** Work under way by key: whoever wants the same at the same time gets the outcome of the first. */
export class SingleFlight {
  readonly #underWay = new Map<string, Promise<unknown>>();

  /** Runs `work`, or joins what runs under this key; then its outcome is returned. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const current = this.#underWay.get(key);
    if (current) return current as Promise<T>;
    const started = work().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, started);
    return started;
  }

  /** True while anything is under way. */
  get isBusy(): boolean {
    return this.#underWay.size > 0;
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay.values());
  }
}

const actions = new SingleFlight();

/**
 * Runs a person's action unless the same request is under way already: a double click sends one. `key` names the
 * action and what it is about, and holds no secret.
 */
export function singleFlight<T>(key: readonly unknown[], work: () => Promise<T>): Promise<T> {
  return actions.run(JSON.stringify(key), work);
}

/** A value that is created on first use and kept until it is forgotten. A failure isn't kept. */
export class Memo<T> {
  #kept: Promise<T> | null = null;

  /** `make` gets a function that forgets the value it creates, for values that become invalid later. */
  constructor(private readonly make: (forget: () => void) => Promise<T>) {}

  /** Returns the value, creating it if needed; concurrent calls share it. */
  get(): Promise<T> {
    if (this.#kept) return this.#kept;
    const made: Promise<T> = this.make(() => this.#forget(made));
    this.#kept = made;
    // The caller gets the failure; the next call tries again.
    made.catch(() => this.#forget(made));
    return made;
  }

  /** Forgets the value and returns it; null when there is none. */
  take(): Promise<T> | null {
    const kept = this.#kept;
    this.#kept = null;
    return kept;
  }

  #forget(made: Promise<T>): void {
    if (this.#kept === made) this.#kept = null;
  }
}

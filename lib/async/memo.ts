/** A value that is made when it is first asked for and kept until it is forgotten. A failure is not kept. */
export class Memo<T> {
  #kept: Promise<T> | null = null;

  /** `make` gets a function that forgets the value it is making, and no other: for one that is lost later. */
  constructor(private readonly make: (forget: () => void) => Promise<T>) {}

  /** Returns the value; who asks while it is made gets the same. */
  get(): Promise<T> {
    if (this.#kept) return this.#kept;
    const made: Promise<T> = this.make(() => this.#forget(made));
    this.#kept = made;
    made.catch(() => this.#forget(made));
    return made;
  }

  /** Forgets the value and returns it; null when there is none. The next use makes another. */
  take(): Promise<T> | null {
    const kept = this.#kept;
    this.#kept = null;
    return kept;
  }

  #forget(made: Promise<T>): void {
    if (this.#kept === made) this.#kept = null;
  }
}

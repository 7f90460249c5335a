import { whenParentEnds } from '../run/when-parent-ends.ts';

/** Ends what a script has started, in reverse order and only once, whatever ends the script. */
export class Ending {
  #steps: { what: string; end: () => unknown }[] = [];
  #ended: Promise<void> | null = null;

  /** Adds something to end; returns a function that ends it before the others. */
  add(what: string, end: () => unknown): () => Promise<void> {
    let ended: Promise<unknown> | null = null;
    const step = {
      what,
      end: () => {
        ended ??= (async () => end())();
        return ended;
      },
    };
    this.#steps.push(step);
    return async () => {
      await step.end();
      this.#steps = this.#steps.filter((one) => one !== step);
    };
  }

  /** Ends everything; a step that fails or hangs does not stop the others. */
  run(log: (line: string) => void = () => {}): Promise<void> {
    this.#ended ??= this.#run(log);
    return this.#ended;
  }

  async #run(log: (line: string) => void): Promise<void> {
    for (const { what, end } of this.#steps.reverse()) {
      try {
        await withinSeconds(8, Promise.resolve(end()));
      } catch (error) {
        log(`Could not end ${what}: ${error instanceof Error ? error.message : error}`);
      }
    }
  }

  /** True once it has begun to end everything. */
  get begun(): boolean {
    return this.#ended !== null;
  }

  /**
   * Ends everything, and then the script with `code`, on Ctrl-C, a closed terminal and a signal; a second Ctrl-C does
   * not wait.
   */
  onSignals(log: (line: string) => void, code = 0): void {
    let ending = false;
    const end = () => {
      if (ending) process.exit(130);
      ending = true;
      log('\nEnding…');
      void this.run(log).then(() => process.exit(code));
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
    whenParentEnds(() => {
      if (!ending) end();
    });
  }
}

async function withinSeconds(seconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${seconds} s`)), seconds * 1000);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

import { whenParentEnds } from '../run/parent.ts';

/** What was started, to be ended in the opposite order: once, whatever ends the script. */
export class Ending {
  #steps: { what: string; end: () => unknown }[] = [];
  #ended: Promise<void> | null = null;

  /** Remembers how to end something. */
  add(what: string, end: () => unknown): void {
    this.#steps.push({ what, end });
  }

  /** Ends everything; a step that fails or hangs does not keep the others from ending. */
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

  /** True from the moment at which somebody asked for the end. */
  get begun(): boolean {
    return this.#ended !== null;
  }

  /** Ends everything on Ctrl-C, on a closed terminal and on a signal; a second Ctrl-C does not wait. */
  onSignals(log: (line: string) => void): void {
    let ending = false;
    const end = () => {
      if (ending) process.exit(130);
      ending = true;
      log('\nEnding…');
      void this.run(log).then(() => process.exit(0));
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

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { State } from './state.ts';

/** Keeps the state in a file, so that a restarted sandbox continues where it stopped. */
export class StateFile {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly path: string,
    private readonly state: () => State,
  ) {}

  /** Returns the file's state; undefined without a file. Throws for a file that is no sandbox state. */
  static read(path: string): State | undefined {
    if (!existsSync(path)) return undefined;
    const state = JSON.parse(readFileSync(path, 'utf8')) as Partial<State>;
    if (state.version !== 1 || !Array.isArray(state.accounts))
      throw new Error(`${path} is not a sandbox's state`);
    return state as State;
  }

  /** Writes within 100 ms; changes until then are written together. */
  changed(): void {
    this.timer ??= setTimeout(() => this.write(), 100);
  }

  /** Writes now, completely or not at all. */
  write(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const draft = `${this.path}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(this.state()), { mode: 0o600 });
    renameSync(draft, this.path);
  }
}

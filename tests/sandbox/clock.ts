/** The sandbox's clock: the machine's time, shifted or frozen. */
export class Clock {
  private offset = 0;
  private stopped: number | null = null;

  constructor(start?: string | number | Date, frozen = false) {
    if (frozen) this.freeze();
    if (start !== undefined) this.set(start);
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.stopped ?? Date.now() + this.offset;
  }

  iso(): string {
    return new Date(this.now()).toISOString();
  }

  set(time: string | number | Date): void {
    const at = new Date(time).getTime();
    if (Number.isNaN(at)) throw new RangeError(`not a time: ${String(time)}`);
    this.offset = at - Date.now();
    if (this.stopped !== null) this.stopped = at;
  }

  advance(milliseconds: number): void {
    this.offset += milliseconds;
    if (this.stopped !== null) this.stopped += milliseconds;
  }

  freeze(): void {
    this.stopped = this.now();
  }

  /** Continues from the present time. */
  run(): void {
    if (this.stopped === null) return;
    this.offset = this.stopped - Date.now();
    this.stopped = null;
  }

  toJSON(): { now: string; offset: number; frozen: boolean } {
    return { now: this.iso(), offset: this.now() - Date.now(), frozen: this.stopped !== null };
  }
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function monthStart(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

export function nextMonth(at: number, months = 1): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

/** Returns the same day and hour (UTC) so many months later, or the last day of a month that has no such day. */
export function addMonths(at: number, months: number): number {
  const from = new Date(at);
  const day = (month: number, date: number) => Date.UTC(from.getUTCFullYear(), month, date);
  const month = from.getUTCMonth() + months;
  const lastDay = new Date(day(month + 1, 0)).getUTCDate();
  return day(month, Math.min(from.getUTCDate(), lastDay)) + (at - day(from.getUTCMonth(), from.getUTCDate()));
}

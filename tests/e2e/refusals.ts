import { expect, test } from '@playwright/test';

/** Counts the messages of impostors that were refused; the test's report names the numbers. */
export class Refusals {
  readonly #places: [place: string, messages: number][] = [];

  /** `answered`: the messages that were not refused. */
  expect(place: string, messages: string[], answered: string[]): void {
    expect(messages.length, place).toBeGreaterThan(0);
    expect(answered, place).toEqual([]);
    this.#places.push([place, messages.length]);
  }

  report(): void {
    const sum = this.#places.reduce((total, [, messages]) => total + messages, 0);
    const places = this.#places.map((place) => place.join(' ')).join(', ');
    const description = `${sum} from ${this.#places.length} places: ${places}`;
    test.info().annotations.push({ type: 'messages refused', description });
  }
}

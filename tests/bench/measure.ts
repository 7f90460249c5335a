/** One line of the table. */
export interface Measurement {
  what: string;
  /** What was measured, with its unit. */
  value: string;
  /** What it is measured against in the same run, when it is a ratio. */
  against?: string;
  target: string;
  good: boolean;
}

export const ms = (value: number) => `${value.toFixed(1)} ms`;

/** Returns a measurement whose target is at most `max` × `base` (null: no target), both written by `text`. */
export function ratio(
  what: string,
  value: number,
  base: number,
  max: number | null,
  text: (value: number) => string = ms,
): Measurement {
  return {
    what,
    value: `${text(value)} = ${(value / base).toFixed(2)} ×`,
    against: text(base),
    target: max === null ? '' : `≤ ${max} ×`,
    good: max === null || value <= max * base,
  };
}

/** Returns a measurement whose target is at most `max`. */
export function atMost(what: string, value: number, max: number, unit: string): Measurement {
  const text = (number: number) => `${Number.isInteger(number) ? number : number.toFixed(1)} ${unit}`.trim();
  return { what, value: text(value), target: `≤ ${text(max)}`, good: value <= max };
}

/** Returns a measurement without a target. */
export const reported = (what: string, value: string): Measurement => ({
  what,
  value,
  target: 'reported',
  good: true,
});

/** Returns the measurements as a text table. */
export function table(measurements: Measurement[]): string {
  const head = { what: 'what', value: 'measured', against: 'against', target: 'target' };
  const width = (key: keyof typeof head) =>
    Math.max(...[head, ...measurements].map((line) => (line[key] ?? '').length));
  const widths = {
    what: width('what'),
    value: width('value'),
    against: width('against'),
    target: width('target'),
  };
  const print = (line: Partial<typeof head>, mark: string) =>
    [
      (line.what ?? '').padEnd(widths.what),
      (line.value ?? '').padStart(widths.value),
      (line.against ?? '').padStart(widths.against),
      (line.target ?? '').padStart(widths.target),
      mark,
    ].join('   ');
  return [print(head, ''), ...measurements.map((line) => print(line, line.good ? '✓' : '✗'))].join('\n');
}

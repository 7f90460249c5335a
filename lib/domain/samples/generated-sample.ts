import { dialectOf, type SampleDialect } from './sample-dialects.ts';
import { GRAMMARS } from './sample-grammars.ts';

const compiled = new Map<SampleDialect, RegExp>();

/** A part of a sample: `[start, end)` and its text. */
interface SamplePart {
  start: number;
  end: number;
  text: string;
}

/** A generated sample. `target`: the origin it calls, or the host in languages without a scheme. */
export interface GeneratedSample {
  dialect: SampleDialect;
  target: SamplePart;
  path: SamplePart;
  /** All of its headers; null when it has none. */
  headers: SamplePart | null;
}

/** Parses a generated sample; null when any part of the text isn't what the generator writes. */
export function parseGenerated(text: string): GeneratedSample | null {
  const dialect = dialectOf(text);
  if (!dialect) return null;
  const grammar = compiled.get(dialect) ?? new RegExp(`^${GRAMMARS[dialect].trimEnd()}\\s*$`, 'd');
  compiled.set(dialect, grammar);
  const places = grammar.exec(text)?.indices?.groups;
  const partAt = ([start, end]: [number, number]) => ({ start, end, text: text.slice(start, end) });
  if (!places?.target || !places.path) return null;
  const named = places.headers ? partAt(places.headers) : null;
  return {
    dialect,
    target: partAt(places.target),
    path: partAt(places.path),
    headers: named?.text ? named : null,
  };
}

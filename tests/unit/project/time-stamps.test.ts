import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/** Files in which such a comparison is right, with the reason. */
const ALLOWED: Record<string, string> = {
  'lib/domain/time.ts': 'the helpers themselves',
  'lib/platform/server-clock.ts': 'compares this clock with the server’s',
  'entrypoints/docs.content/press-guard.ts': 'times of events, which no clock change moves',
};

const NOW = String.raw`(?:Date\.now\(\)|\bnow)`;
const AGE_COMPARED = [
  // An age in either direction: a time stamp from a clock that was hours ahead would count for hours.
  new RegExp(String.raw`Math\.abs\([^()]*(?:\(\)[^()]*)*${NOW}`, 'g'),
  new RegExp(String.raw`${NOW} - [\w.!?]*(?: \?\? \w+\))? *[<>]=?`, 'g'),
  new RegExp(String.raw`[<>]=? *\(?${NOW} - `, 'g'),
];

const comparisons = (text: string) => AGE_COMPARED.flatMap((pattern) => text.match(pattern) ?? []);

/** The age of a stored time stamp is computed by lib/domain/time.ts only, which ignores those from the future. */
describe('the age of a time stamp', () => {
  it.each([
    'Date.now() - reportedAt < MIN_INTERVAL_MS',
    'Math.abs(Date.now() - row.at) < LIMIT',
    'Math.abs(now - at) > LIMIT',
    'now - last >= DAYS * DAY_MS',
    'shownAt < now - RETENTION_MS',
    '(shownAt ?? 0) > Date.now() - WINDOW_MS',
  ])('the scan finds %s', (text) => {
    expect(comparisons(text)).not.toEqual([]);
  });

  it.each([
    'isWithin(WINDOW_MS, at, now)',
    'expiresAt - now <= SOON_MS',
    'until > now',
    'at <= now + DAY_MS',
  ])('the scan allows %s', (text) => {
    expect(comparisons(text)).toEqual([]);
  });

  it('is compared only by the helpers in lib/domain/time.ts', () => {
    const found = ['lib', 'components', 'entrypoints'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .map((name) => `${folder}/${name}`)
        .filter((file) => /\.tsx?$/.test(file) && !(file in ALLOWED))
        .flatMap((file) =>
          comparisons(readFileSync(join(ROOT, file), 'utf8')).map((found) => `${file}: ${found}`),
        ),
    );
    expect(found).toEqual([]);
  });
});

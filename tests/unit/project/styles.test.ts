import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const SHEETS = fs
  .readdirSync('components', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css'))
  .map((file) => path.join('components', file));

/** Declarations that name a side instead of following the language's direction. Charts are canvases: they don't. */
const PHYSICAL = [
  /(?:^|[\s;{])(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b/,
  /(?:^|[\s;{])(?:left|right)\s*:/,
  /border-(?:top|bottom)-(?:left|right)-radius/,
  /(?:text-align|float|clear)\s*:\s*(?:left|right)\b/,
  /(?:^|[\s;{])(?:margin|padding|inset)\s*:(?:\s+[^\s;]+){4}\s*;/,
];

/** Returns the first lines of a style sheet's rules that are in no layer: they win against all that are. */
function withoutLayer(css: string): string[] {
  return css.split('\n').filter((line) => /^(?![@}/\s]|$)|^@(?!layer|import)/.test(line));
}

/** Returns the declarations of a style sheet that name a side. */
function physical(css: string): string[] {
  return css.split('\n').filter((line) => PHYSICAL.some((pattern) => pattern.test(line)));
}

describe('the style sheets of the pages', () => {
  it.each(SHEETS)('%s names no side, so that it works from right to left too', (file) => {
    expect(physical(fs.readFileSync(file, 'utf8'))).toEqual([]);
  });

  it.each([
    'a { margin-left: 1px; }',
    'a { left: 0; }',
    'a { padding: 0 5px 0 var(--space-3); }',
    'a { text-align: right; }',
    'a { border-top-left-radius: 2px; }',
    'a { inset: auto 0 0 auto; }',
  ])('may not have %s', (css) => {
    expect(physical(css)).toHaveLength(1);
  });

  it.each(SHEETS.filter((file) => /components.(options|ui)\b/.test(file)))(
    '%s has all its rules in layers',
    (file) => {
      expect(withoutLayer(fs.readFileSync(file, 'utf8'))).toEqual([]);
    },
  );

  it.each(['.a {\n}', '@media (max-width: 1px) {\n}'])('may not have %s outside of a layer', (css) => {
    expect(withoutLayer(`@layer base {\n}\n${css}`)).toHaveLength(1);
  });

  it.each(['a { inset: 0; }', 'a { padding: 2px 6px; }', 'a { inset-inline-start: 0; }'])(
    'may have %s',
    (css) => {
      expect(physical(css)).toEqual([]);
    },
  );
});

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkBundles } from '../../run/budgets.ts';
import { bundleOf, filesWith, MARKERS } from '../../run/bundles.ts';

let build: string;

beforeAll(() => {
  build = fs.mkdtempSync(path.join(os.tmpdir(), 'bundles-'));
  fs.mkdirSync(path.join(build, 'chunks'));
  const write = (file: string, text: string) => fs.writeFileSync(path.join(build, file), text);
  write('page.html', '<script type="module" crossorigin src="/chunks/page.js"></script>');
  write(
    'chunks/page.js',
    'import{a}from"./shared.js";import"./side.js";const l=()=>import("./later.js");a(l)',
  );
  write('chunks/shared.js', 'export const a=1');
  write('chunks/side.js', 'globalThis.b=1');
  write('chunks/later.js', `import{a}from"./shared.js";import{c}from"./charts.js";export default c(a)`);
  write('chunks/circle.js', 'import"./circle-page.js";export const l=()=>import("./circle-page.js")');
  write('chunks/circle-page.js', 'import"./circle.js";import"./part.js"');
  write('chunks/part.js', 'import("./charts.js")');
  write('circle.html', '<script type="module" src="/chunks/circle-start.js"></script>');
  write('chunks/circle-start.js', 'import("./circle-page.js");import("./circle.js")');
  write('options.html', '<script type="module" src="/chunks/page.js"></script>');
  write('chunks/charts.js', `export const c="${MARKERS.charts.text}"`);
});
afterAll(() => fs.rmSync(build, { recursive: true, force: true }));

describe('the bundle report', () => {
  test('distinguishes what a page loads at once from what it loads when needed', () => {
    const bundle = bundleOf(build, 'page.html');
    expect(bundle.files.sort()).toEqual(['chunks/page.js', 'chunks/shared.js', 'chunks/side.js']);
    expect(bundle.lazy.sort()).toEqual(['chunks/charts.js', 'chunks/later.js']);
    expect(bundle.gzipped).toBeGreaterThan(bundle.files.length);
  });

  test('follows what lazy chunks load lazily, also in cycles', () => {
    const { files, lazy } = bundleOf(build, 'circle.html');
    expect(files).toEqual(['chunks/circle-start.js']);
    expect(lazy.sort()).toEqual([
      'chunks/charts.js',
      'chunks/circle-page.js',
      'chunks/circle.js',
      'chunks/part.js',
    ]);
  });

  test('reports an options page without lazy chunks', () => {
    const problems = () =>
      checkBundles(build, path.join(build, 'page.html')).find(({ what }) => what === 'options.html')
        ?.problems;
    expect(problems()).not.toContainEqual(expect.stringContaining('loads nothing later'));
    const file = path.join(build, 'chunks/page.js');
    const code = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, code.replaceAll('./later.js', 'elsewhere'));
    expect(problems()).toContainEqual(expect.stringContaining('loads nothing later'));
    fs.writeFileSync(file, code);
  });

  test('finds the files with the chart library', () => {
    const { files, lazy } = bundleOf(build, 'page.html');
    expect(filesWith(build, [...files, ...lazy], 'charts')).toEqual(['chunks/charts.js']);
  });

  test.each(Object.entries(MARKERS))('recognizes %s by a text of the library', (_, { text, library }) => {
    expect(fs.readFileSync(path.join('node_modules', library), 'utf8')).toContain(text);
  });
});

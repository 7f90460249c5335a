import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../../..');
const textsIn = (folder: string) =>
  fs
    .readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => fs.readFileSync(path.join(ROOT, folder, name), 'utf8'));

it('the page of components has every component of components/ui and components/options/shared', () => {
  const components = ['components/ui', 'components/options/shared']
    .flatMap(textsIn)
    .flatMap((text) => [...text.matchAll(/^export function ([A-Z]\w*)/gm)].map(([, name]) => name as string));
  expect(components.length).toBeGreaterThan(25);
  const samples = textsIn('components/samples').join('\n');
  expect(components.filter((name) => !new RegExp(`<${name}\\b`).test(samples))).toEqual([]);
});

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { expect, it, onTestFinished } from 'vitest';
import { comparePictures } from '../../layout/compare.ts';

/** Writes a white picture with a black square of `size` px. */
function writePicture(file: string, size: number, width = 60): void {
  const picture = new PNG({ width, height: 60 });
  picture.data.fill(255);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) picture.data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  }
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, PNG.sync.write(picture));
}

it('pictures that differ by more than a few letters are listed, and where they differ is drawn', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-pictures-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  const [before, after, output] = ['before', 'after', 'differences'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string];
  writePicture(path.join(before, 'same.png'), 10);
  writePicture(path.join(after, 'same.png'), 12);
  writePicture(path.join(before, 'changed.png'), 10);
  writePicture(path.join(after, 'changed.png'), 40);
  writePicture(path.join(before, 'wider.png'), 10);
  writePicture(path.join(after, 'wider.png'), 10, 70);
  writePicture(path.join(before, 'gone.png'), 10);
  writePicture(path.join(after, 'new.png'), 10);

  const differences = comparePictures(before, after, output);
  expect(differences.map(({ name, why }) => [name, why])).toEqual([
    ['changed.png', 'pixels'],
    ['gone.png', 'gone'],
    ['new.png', 'new'],
    ['wider.png', 'size'],
  ]);
  expect(differences[0]?.pixels).toBeGreaterThan(1000);
  expect(fs.readdirSync(output)).toEqual(['changed.png']);
  expect(comparePictures(path.join(folder, 'nothing'), after, output).every(({ why }) => why === 'new')).toBe(
    true,
  );
});

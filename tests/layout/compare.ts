import fs from 'node:fs';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** How different a colour may be: text is drawn a little differently each time. */
const THRESHOLD = 0.1;
/** How many pixels may differ: the age of numbers is a few letters. */
const MAX_PIXELS = 400;

interface Difference {
  name: string;
  why: 'new' | 'gone' | 'size' | 'pixels';
  /** How many pixels differ. */
  pixels: number;
}

/**
 * Returns which pictures of a folder differ from those of the same names in another one. For each that does, a picture
 * of the differences is written to `output`.
 */
export function comparePictures(before: string, after: string, output: string): Difference[] {
  const names = [...new Set([...picturesIn(before), ...picturesIn(after)])].sort();
  fs.rmSync(output, { recursive: true, force: true });
  return names.flatMap((name): Difference[] => {
    const files = [path.join(before, name), path.join(after, name)] as const;
    if (!fs.existsSync(files[0])) return [{ name, why: 'new', pixels: 0 }];
    if (!fs.existsSync(files[1])) return [{ name, why: 'gone', pixels: 0 }];
    const [one, two] = [fs.readFileSync(files[0]), fs.readFileSync(files[1])];
    if (one.equals(two)) return [];
    const differences = differencesOf(PNG.sync.read(one), PNG.sync.read(two));
    if (!differences) return [{ name, why: 'size', pixels: 0 }];
    const { image, pixels } = differences;
    if (pixels <= MAX_PIXELS) return [];
    fs.mkdirSync(output, { recursive: true });
    fs.writeFileSync(path.join(output, name), PNG.sync.write(image));
    return [{ name, why: 'pixels', pixels }];
  });
}

/** Returns the number of pixels that differ, and a picture of them; null for pictures of different sizes. */
function differencesOf(one: PNG, two: PNG): { pixels: number; image: PNG } | null {
  const { width, height } = one;
  if (width !== two.width || height !== two.height) return null;
  const image = new PNG({ width, height });
  const pixels = pixelmatch(one.data, two.data, image.data, width, height, { threshold: THRESHOLD });
  return { pixels, image };
}

/** Returns the names of the pictures in a folder. */
export function picturesIn(folder: string): string[] {
  // A base without this command has no pictures.
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).filter((name) => name.endsWith('.png'));
}

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { expect, test } from 'vitest';

/** The formatter doesn't wrap comments, and a longer line scrolls in a diff. */
const MAX_WIDTH = 120;

test('no line of a comment is longer than 120 characters', () => {
  const files = execFileSync('git', ['ls-files', 'lib', 'components', 'entrypoints', 'modules', 'tests'], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => /\.tsx?$/.test(file) && fs.existsSync(file));
  const found = files.flatMap((file) =>
    fs
      .readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, at) =>
        line.length > MAX_WIDTH && /^\s*(\/\/|\/\*|\*[ /])/.test(line)
          ? [`${file}:${at + 1} ${line.length}`]
          : [],
      ),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

import { expect, test } from 'vitest';
import { parseOptions } from '../../start/options.ts';

test('npm start has defaults for all options', () => {
  expect(parseOptions([])).toEqual({
    firefox: false,
    headless: false,
    built: false,
    dev: false,
    help: false,
    profiles: 8,
  });
  expect(parseOptions(['--firefox', '--profiles', '60'])).toMatchObject({ firefox: true, profiles: 60 });
});

test.each([
  [['--profiles', 'many'], '--profiles must be a whole number of at least 1'],
  [['--profiles', '0'], '--profiles must be a whole number of at least 1'],
  [['--dev', '--built'], '--dev makes a build of its own'],
  [['--nope'], '--nope'],
])('npm start refuses %j with the reason and the usage', (args, reason) => {
  expect(() => parseOptions(args)).toThrow(reason);
  expect(() => parseOptions(args)).toThrow('npm start -- [--firefox]');
});

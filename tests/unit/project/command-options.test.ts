import { expect, test } from 'vitest';
import { wholeNumber } from '../../run/command-options.ts';

test('a whole number is accepted within its range', () => {
  expect(wholeNumber('steps', '60')).toBe(60);
  expect(wholeNumber('port', '0', { min: 0, max: 65535 })).toBe(0);
  expect(wholeNumber('port', '65535', { min: 0, max: 65535 })).toBe(65535);
});

test.each(['abc', '', ' ', '0', '-1', '1.5', '1e3', 'NaN', 'Infinity', '99999999999999999999'])(
  'a command that counts by %j would do nothing and pass, so it’s refused',
  (text) => {
    expect(() => wholeNumber('steps', text)).toThrow('--steps must be a whole number of at least 1');
  },
);

test('what is out of range is refused with the range', () => {
  expect(() => wholeNumber('port', '65536', { min: 0, max: 65535 })).toThrow('from 0 to 65535');
});

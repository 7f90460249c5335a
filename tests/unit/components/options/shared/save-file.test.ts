import { afterEach, expect, it, vi } from 'vitest';
import { fileDay, filePart } from '../../../../../components/options/shared/save-file.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('a file’s name has the day that the computer’s clock shows, not the next one of UTC', () => {
  // As in São Paulo.
  vi.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(180);
  expect(fileDay(Date.UTC(2026, 10, 29, 0, 30))).toBe('2026-11-28');
  expect(fileDay(Date.UTC(2026, 10, 29, 3, 0))).toBe('2026-11-29');
});

it('a file’s name has what a person named, in letters and digits of any language', () => {
  expect(filePart('Acme Farms (São Paulo) / #2')).toBe('Acme-Farms-São-Paulo-2');
  expect(filePart('農場')).toBe('農場');
  expect(filePart('खेत')).toBe('खेत');
  expect(filePart('../..')).toBe('');
});

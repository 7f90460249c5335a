import { describe, expect, it } from 'vitest';
import { parseSort, sortText } from '../../../../components/ui/table.tsx';

describe('a sort in an address', () => {
  const fallback = { key: 'name', descending: false };
  it('is read back, and an invalid one is the fallback', () => {
    expect(parseSort(sortText({ key: 'created', descending: true }), ['name', 'created'], fallback)).toEqual({
      key: 'created',
      descending: true,
    });
    expect(parseSort('-nothing', ['name'], fallback)).toBe(fallback);
    expect(parseSort(undefined, ['name'], fallback)).toBe(fallback);
  });
});

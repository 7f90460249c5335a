import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { ResultsList } from '../../../../../components/options/shared/results-list.tsx';
import type { Failure } from '../../../../../lib/domain/failure.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

const OFFLINE: Failure = { code: 'offline' };

it('of thousands of results only a hundred are drawn, those that failed first, and the others counted', () => {
  const results = Array.from({ length: 3000 }, (_, index) => ({
    label: `<${index}>`,
    failure: index > 2990 ? OFFLINE : null,
  }));
  const text = textOf(h(ResultsList, { results }));
  expect(text.match(/<\d+>/g)).toEqual([
    ...Array.from({ length: 9 }, (_, index) => `<${2991 + index}>`),
    ...Array.from({ length: 91 }, (_, index) => `<${index}>`),
  ]);
  expect(text).toContain('2,900');
  expect(textOf(h(ResultsList, { results: results.slice(2990) })).match(/<\d+>/g)?.[0]).toBe('<2990>');
});

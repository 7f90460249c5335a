import { h } from 'preact';
import { expect, it, vi } from 'vitest';

vi.mock('preact/hooks', async (original) => ({ ...(await original<object>()), useId: () => 'group' }));
vi.mock('../../../../components/ui/redraw-controls.ts', () => ({ useRedrawOnRefusal: () => {} }));

import { RadioField } from '../../../../components/ui/choices.tsx';
import { textOf } from '../text-of.ts';

it('a screen reader reads a radio group with its hint and its error', () => {
  const group = { label: 'Region', value: '', choices: [], onChange: () => {} };
  const idsOf = (hint?: string) => {
    const drawn = h(RadioField, hint ? { ...group, hint } : group);
    return [textOf(drawn, 'aria-describedby'), textOf(drawn, 'id')];
  };
  expect(idsOf('Set by your organization')).toEqual(['group-hint group-error', 'group-hintgroup-error']);
  expect(idsOf()).toEqual(['group-error', 'group-error']);
});

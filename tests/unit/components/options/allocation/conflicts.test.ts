import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { Conflicts } from '../../../../../components/options/allocation/conflicts.tsx';
import type { AllocationEditor } from '../../../../../components/options/allocation/use-allocation.ts';
import { makeConnection } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));
vi.mock('../../../../../components/ui/vanishing-button.tsx', () => ({ VanishingButton: () => null }));

it('a limit that was changed elsewhere has its unit, which a number of megabytes doesn’t go without', () => {
  const textWith = (service: string) => {
    const conflicts = [{ profileId: 'a', service, from: 200, current: 300, to: 4000 }];
    const editor = { conflicts } as unknown as AllocationEditor;
    return textOf(h(Conflicts, { connection: makeConnection('a'), editor })).replace(/\u00a0/g, ' ');
  };
  expect(textWith('file_storage')).toContain('was 200 MB when you typed, now 300 MB; yours is 4,000 MB');
  expect(textWith('input')).toContain('was 200 when you typed, now 300; yours is 4,000');
});

import { type ComponentChildren, h } from 'preact';
import { expect, it, vi } from 'vitest';
import { ThresholdsDialog } from '../../../../../components/options/alerts/thresholds-dialog.tsx';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

const { save } = vi.hoisted(() => ({ save: { busy: false, failure: null } }));
vi.mock('preact/hooks', () => ({ useState: <Value>(first: Value) => [first, () => {}] }));
vi.mock('../../../../../components/ui/use-send.ts', () => ({ useSend: () => save }));
vi.mock('../../../../../components/ui/use-draft.ts', () => ({
  useDialogDraft: () => ({ fields: {}, change: () => {}, close: () => {} }),
}));
vi.mock('../../../../../components/ui/dialog.tsx', () => {
  const children = (props: { children: ComponentChildren }) => props.children;
  return { Dialog: children, Actions: children };
});
vi.mock('../../../../../components/ui/field.tsx', () => ({ FieldError: () => null, TextField: () => null }));
vi.mock('../../../../../components/ui/submit-button.tsx', () => ({ SubmitButton: () => null }));
// Only what can be pressed.
vi.mock('../../../../../components/ui/button.tsx', () => ({
  Button: (props: { disabled?: boolean; children: ComponentChildren }) => !props.disabled && props.children,
}));

it('while thresholds are being saved, nothing that was typed can be dropped', () => {
  const profile = makeProfile(makeConnection('a'), 'f'.repeat(24), 'Demo');
  const profileRow = { profile, usage: undefined, disambiguationTags: [] } as unknown as ProfileRow;
  const text = () => textOf(h(ThresholdsDialog, { profileRow, onClose: () => {} }));
  expect(text()).toContain('Cancel');
  save.busy = true;
  expect(text()).not.toContain('Cancel');
});

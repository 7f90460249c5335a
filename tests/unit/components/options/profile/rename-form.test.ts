import { expect, it, vi } from 'vitest';
import { RenameForm } from '../../../../../components/options/profile/rename-form.tsx';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));
const draft = vi.hoisted(() => ({ name: null as string | null, clear: vi.fn() }));
const run = vi.hoisted(() => vi.fn());
// A component that is drawn once.
vi.mock('preact/hooks', async (original) => ({
  ...(await original<typeof import('preact/hooks')>()),
  useEffect: () => {},
  useRef: <Value>(value: Value) => ({ current: value }),
  useState: <Value>(value: Value) => [value, () => {}],
}));
vi.mock('../../../../../components/ui/use-draft.ts', () => ({
  useDraft: () => [{ name: draft.name }, () => {}, draft.clear],
}));
vi.mock('../../../../../components/ui/use-send.ts', () => ({
  useSend: () => ({ run, busy: false, failure: null }),
}));

it('closes without a request where the name is unchanged, and keeps no draft that would bring it back later', async () => {
  const profile = makeProfile(makeConnection('a'), 'p1', 'Acme');
  const onDone = vi.fn();
  draft.name = 'Acme ';
  const form = RenameForm({ row: { profile } as ProfileRow, onDone });
  await (form.props as unknown as { onSubmit: (event: Event) => Promise<void> }).onSubmit(
    new Event('submit'),
  );
  expect(run).not.toHaveBeenCalled();
  expect(draft.clear).toHaveBeenCalledOnce();
  expect(onDone).toHaveBeenCalledOnce();
});

import { type ComponentProps, h } from 'preact';
import { expect, it, vi } from 'vitest';
import { ReplaceSignInDialog } from '../../../../../components/options/connect/replace-sign-in-dialog.tsx';
import type { ConfirmDialog } from '../../../../../components/ui/confirm-dialog.tsx';
import type { ApiOrigin } from '../../../../../lib/domain/identity/keys.ts';
import type { TokenOwner } from '../../../../../lib/messages/protocol/connect.ts';
import { textOf } from '../../text-of.ts';

const page = vi.hoisted(() => ({ state: null as unknown, check: vi.fn() }));
vi.mock('preact/hooks', () => ({
  useEffect: (effect: () => void) => effect(),
  useState: (initial: unknown) => [page.state ?? initial, (value: unknown) => (page.state = value)],
}));
vi.mock('../../../../../lib/messages/client.ts', () => ({ send: () => {}, resultOf: page.check }));
vi.mock('../../../../../components/ui/confirm-dialog.tsx', () => ({
  ConfirmDialog: ({ title, disabled, children }: ComponentProps<typeof ConfirmDialog>) =>
    h('form', {}, title, disabled && DISABLED, children),
}));

const DISABLED = '(disabled)';
const OWNER: TokenOwner = {
  profileId: '1',
  accountId: '2',
  accountName: 'Ines',
  profileName: 'Demo',
  email: 'ines@example.com',
  permission: 'read',
  expiresAt: null,
};

function draw(known: TokenOwner | null = null): string {
  const props = { origin: 'https://api.us-e1.tago.io' as ApiOrigin, token: 'p-token', known, busy: false };
  return textOf(ReplaceSignInDialog({ ...props, failure: null, onConfirm: () => {}, onClose: () => {} }));
}

async function textAfter(result: object): Promise<string> {
  page.state = null;
  page.check.mockResolvedValue(result);
  expect(draw()).not.toContain('may not work');
  expect(draw()).toContain(DISABLED);
  await vi.waitFor(() => expect(page.state).not.toBeNull());
  expect(draw()).not.toContain(DISABLED);
  return draw();
}
const UNKNOWN = 'What the pasted token may do isn’t known';

it('a pasted token that replaces a sign-in says what is lost, also where that isn’t known', async () => {
  expect(await textAfter({ ok: true, value: OWNER })).not.toContain(UNKNOWN);
  expect(await textAfter({ ok: true, value: { ...OWNER, permission: null } })).toContain(UNKNOWN);
  expect(await textAfter({ ok: false, failure: { code: 'timeout' } })).toContain(UNKNOWN);
});

it('whose sign-in it replaces is said at once where the form knows it', () => {
  page.state = null;
  page.check.mockReset();
  expect(draw(OWNER)).toContain('the sign-in of ines@example.com');
  expect(draw(OWNER)).not.toContain(DISABLED);
  expect(page.check).not.toHaveBeenCalled();
});

import type { ComponentChildren } from 'preact';
import { expect, it, vi } from 'vitest';
import { ReplaceSignInDialog } from '../../../../../components/options/connect/replace-sign-in-dialog.tsx';
import type { ApiOrigin } from '../../../../../lib/domain/identity/keys.ts';
import { textOf } from '../../text-of.ts';

const page = vi.hoisted(() => ({ state: null as unknown, check: vi.fn() }));
vi.mock('preact/hooks', () => ({
  useEffect: (effect: () => void) => page.state === null && effect(),
  useState: () => [page.state, (value: unknown) => (page.state = value)],
}));
vi.mock('../../../../../lib/messages/client.ts', () => ({ send: () => {}, resultOf: page.check }));
vi.mock('../../../../../components/ui/confirm-dialog.tsx', () => ({
  ConfirmDialog: (props: { children: ComponentChildren }) => props.children,
}));

async function textAfter(result: object): Promise<string> {
  page.state = null;
  page.check.mockResolvedValue(result);
  const props = { origin: 'https://api.us-e1.tago.io' as ApiOrigin, token: 'p-token', busy: false };
  const draw = () =>
    textOf(ReplaceSignInDialog({ ...props, failure: null, onConfirm: () => {}, onClose: () => {} }));
  expect(draw()).not.toContain('may not work');
  await vi.waitFor(() => expect(page.state).not.toBeNull());
  return draw();
}
const UNKNOWN = 'TagoIO didn’t say what the pasted token may do';

it('a pasted token that replaces a sign-in says what is lost, also where that isn’t known', async () => {
  const owner = { email: 'ines@example.com', profileName: 'Demo', permission: 'read', expiresAt: null };
  expect(await textAfter({ ok: true, value: owner })).not.toContain(UNKNOWN);
  expect(await textAfter({ ok: true, value: { ...owner, permission: null } })).toContain(UNKNOWN);
  expect(await textAfter({ ok: false, failure: { code: 'timeout' } })).toContain(UNKNOWN);
});

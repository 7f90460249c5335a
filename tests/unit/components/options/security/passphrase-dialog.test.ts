import { h } from 'preact';
import { beforeEach, expect, it, vi } from 'vitest';
import { PassphraseDialog } from '../../../../../components/options/security/passphrase-dialog.tsx';
import { draw, openFakePage, paint, watchDrawn } from '../../fake-page.ts';

const { send } = vi.hoisted(() => ({ send: vi.fn() }));
vi.mock('../../../../../lib/messages/client.ts', async (original) => ({
  ...(await original<object>()),
  send,
}));

type Handler = (event: object) => void;
const SUBMIT = { preventDefault: () => {}, currentTarget: null };
/** What was drawn last of the dialog. */
let inputs: Handler[] = [];
let submit: Handler = () => {};

beforeEach(() => {
  openFakePage();
  for (const name of ['requestAnimationFrame', 'addEventListener', 'removeEventListener'])
    vi.stubGlobal(name, () => 0);
  send.mockReset().mockResolvedValue({ ok: true, value: null });
  inputs = [];
  watchDrawn((name, props) => {
    const { onInput, onSubmit } = props as { onInput: Handler; onSubmit: Handler };
    if (name === 'input') inputs = [...inputs.slice(-1), onInput];
    if (name === 'form') submit = onSubmit;
  });
});

/** Fills in both fields as a password manager does, and submits the form at once: no score is drawn yet. */
async function submitFilledIn(passphrase: string): Promise<void> {
  await fillIn(passphrase);
  await submit(SUBMIT);
}

async function fillIn(passphrase: string): Promise<void> {
  draw(h(PassphraseDialog, { task: 'set', onClose: () => {} }));
  for (const index of [0, 1]) inputs[index]!({ currentTarget: { value: passphrase } });
  // Drawn again with both.
  await Promise.resolve();
}

it('a passphrase isn’t set when the dialog is closed before its strength is known', async () => {
  await fillIn('sturdy-otter-crane-41');
  paint();
  const submitted = submit(SUBMIT);
  draw(null);
  paint();
  await submitted;
  expect(send).not.toHaveBeenCalled();
});

it('a weak passphrase is refused, though it is submitted before its strength is known', async () => {
  await submitFilledIn('password1234');
  expect(send).not.toHaveBeenCalled();
  await submitFilledIn('sturdy-otter-crane-41');
  expect(send.mock.calls).toEqual([
    ['setPassphrase', { passphrase: 'sturdy-otter-crane-41', current: null }],
  ]);
});

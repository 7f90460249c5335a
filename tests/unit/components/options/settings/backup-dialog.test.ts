import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { BackupSection } from '../../../../../components/options/settings/backup-section.tsx';
import { BACKUP_FORMAT, type BackupPreview } from '../../../../../lib/domain/backup/backup.ts';
import { draw, openFakePage, watchDrawn } from '../../fake-page.ts';

const { send } = vi.hoisted(() => ({ send: vi.fn() }));
vi.mock('../../../../../lib/messages/client.ts', async (original) => ({
  ...(await original<object>()),
  send,
}));

const preview: BackupPreview = {
  createdAt: '2026-11-30T10:00:00.000Z',
  settings: { merge: ['theme'], replace: ['theme'] },
  weakened: { merge: [], replace: [] },
  added: [],
  replaced: { merge: [], replace: [] },
  reset: [],
  changedAccounts: { merge: [], replace: [] },
  resetAccounts: { merge: [], replace: [] },
  connections: [],
  forbidden: [],
  active: null,
  history: 0,
  journal: 0,
};

type Listener = (event: object) => void;
type Props = { type?: string; onChange: Listener; onSubmit: Listener; onCancel: Listener };

const EVENT = { preventDefault: () => {}, stopPropagation: () => {} };
/** Resolves once everything that has happened is drawn. */
const drawn = () => new Promise((resolve) => setImmediate(resolve));

it('an import that was canceled while its new list is read stays closed', async () => {
  let finish = () => {};
  const reading = new Promise((resolve) => {
    finish = () => resolve({ ok: true, value: preview });
  });
  send
    .mockResolvedValueOnce({ ok: true, value: preview })
    .mockResolvedValueOnce({ ok: false, failure: { code: 'invalid-input', detail: 'ruleBackupChanged' } })
    .mockReturnValueOnce(reading);
  let choose: Listener = () => {};
  let confirm: Listener = () => {};
  let cancel: Listener = () => {};
  let dialogs = 0;
  openFakePage();
  watchDrawn((name, props) => {
    const { type, onChange, onSubmit, onCancel } = props as Props;
    if (name === 'input' && type === 'file') choose = onChange;
    if (name === 'form') confirm = onSubmit;
    if (name !== 'dialog') return;
    cancel = onCancel;
    dialogs++;
  });
  draw(h(BackupSection, {}));
  const file = new File([BACKUP_FORMAT], 'backup.json');
  choose({ currentTarget: { files: [file] } });
  await vi.waitFor(() => expect(dialogs).toBeGreaterThan(0));
  confirm(EVENT);
  await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(3));
  await drawn();
  cancel(EVENT);
  await drawn();
  dialogs = 0;
  finish();
  await drawn();
  expect(send.mock.calls.map(([type]) => type)).toEqual(['previewBackup', 'importBackup', 'previewBackup']);
  expect(dialogs).toBe(0);
});

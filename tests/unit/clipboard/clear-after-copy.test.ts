import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

vi.mock('../../../lib/clipboard/clipboard.ts', () => import('./fake-clipboard.ts'));

import { copyToken, recordTokenCopy } from '../../../lib/actions/tokens/copy.ts';
import { clearIfStillThere } from '../../../lib/clipboard/clear-later.ts';
import { readErrors } from '../../../lib/diagnostics/error-log.ts';
import { fingerprintOf } from '../../../lib/domain/text/fingerprint.ts';
import { listJournal } from '../../../lib/store/journal.ts';
import { updatePreferences } from '../../../lib/store/settings.ts';
import { failureOf } from '../actions/connected-account.ts';
import { granted } from '../actions/fresh-browser.ts';
import { acme, ines, tokens, withConnectedAccount } from '../actions/signed-in-account.ts';
import { clipboard, resetClipboard } from './fake-clipboard.ts';

withConnectedAccount('password', () => {
  resetClipboard();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('clearing the clipboard after a copy', () => {
  const clearAfter = (clearClipboardAfter: 0 | 10 | 120) =>
    updatePreferences((before) => ({ ...before, clearClipboardAfter }));
  const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });

  it('clears what the extension copied when the time is over', async () => {
    await clearAfter(120);
    await copyToken({ ...acme(), token: null });
    await clearIfStillThere();
    expect(clipboard.text).toBe(tokens().read);
    later(120_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });

  it('also clears what may have been written, as no reply came', async () => {
    await clearAfter(120);
    clipboard.replies = false;
    expect(await failureOf(copyToken({ ...acme(), token: null }))).toMatchObject({ code: 'outcome-unknown' });
    clipboard.replies = true;
    later(120_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });

  it('also clears what was written by a worker that ended right then', async () => {
    await clearAfter(120);
    await new Promise<void>((resolve) => {
      clipboard.onWritten = () => {
        resolve();
        return new Promise(() => {});
      };
      void copyToken({ ...acme(), token: null });
    });
    expect(clipboard.text).toBe(tokens().read);
    later(120_000);
    clipboard.onWritten = async () => {};
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });

  it('also clears the token before, which a copy without a reply may have left there', async () => {
    await clearAfter(120);
    await copyToken({ ...acme(), token: null });
    const before = clipboard.text;
    clipboard.replies = false;
    await failureOf(copyToken({ ...ines.ref('Demo'), token: null }));
    expect(clipboard.text).not.toBe(before);
    Object.assign(clipboard, { replies: true, text: before });
    later(120_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });

  it('clears a token at once when the clock was set back', async () => {
    await clearAfter(120);
    await copyToken({ ...acme(), token: null });
    later(-86_400_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });

  it('leaves what the person copied since', async () => {
    await clearAfter(10);
    await copyToken({ ...acme(), token: null });
    clipboard.text = 'something of the person’s';
    later(10_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('something of the person’s');
  });

  it('counts from the last copy', async () => {
    await clearAfter(120);
    await copyToken({ ...acme(), token: null });
    later(100_000);
    await copyToken({ ...acme(), token: null });
    later(50_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe(tokens().read);
    later(70_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });

  it('clears a new token that the options page copied, recognized by its fingerprint', async () => {
    await clearAfter(10);
    clipboard.text = 'value of a new token';
    const fingerprint = await fingerprintOf(clipboard.text);
    await recordTokenCopy({ ...acme(), name: 'Export', fingerprint });
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).not.toContain(clipboard.text);
    expect((await listJournal())[0]).toMatchObject({ what: 'token-copied', subject: 'Export' });
    await clearIfStillThere();
    expect(clipboard.text).toBe('value of a new token');
    later(10_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });

  it('clears nothing for an invalid fingerprint', async () => {
    await clearAfter(10);
    await recordTokenCopy({ ...acme(), name: 'Export', fingerprint: { salt: [], digest: [] } });
    later(10_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('before');
  });

  it('stores no fingerprint when it is off or the clipboard may not be read', async () => {
    await copyToken({ ...acme(), token: null });
    expect(await fakeBrowser.storage.session.get()).toEqual({});
    await clearAfter(10);
    granted.all = true;
    Object.assign(fakeBrowser.permissions, {
      contains: async ({ permissions }: { permissions?: string[] }) =>
        !permissions?.includes('clipboardRead'),
    });
    await copyToken({ ...acme(), token: null });
    expect(await fakeBrowser.storage.session.get('clipboardToClear')).toEqual({});
    // Once: before the copy was made, it wasn't known yet.
    expect(await readErrors()).toMatchObject([
      { where: 'clearClipboardLater', code: 'clipboard', count: 1, places: [] },
    ]);
    later(10_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe(tokens().read);
  });

  it('stores only a salted digest', async () => {
    await clearAfter(10);
    await copyToken({ ...acme(), token: null });
    const first = JSON.stringify(await fakeBrowser.storage.session.get());
    expect(first).not.toContain(tokens().read);
    await copyToken({ ...acme(), token: null });
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).not.toBe(first);
  });
});

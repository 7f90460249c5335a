import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** Stands in for the system's clipboard, which no test may touch. `onRead` runs before it is read. */
const clipboard = vi.hoisted(() => ({ text: '', failures: 0, reads: 0, onRead: async () => {} }));
vi.mock('../../../lib/clipboard/clipboard.ts', async () => {
  const { FailureError } = await import('../../../lib/domain/failure.ts');
  const useOnce = () => {
    if (clipboard.failures-- > 0) throw new FailureError({ code: 'clipboard' });
  };
  return {
    readClipboard: async () => {
      clipboard.reads += 1;
      await clipboard.onRead();
      useOnce();
      return clipboard.text;
    },
    writeClipboard: async (text: string) => {
      useOnce();
      clipboard.text = text;
    },
  };
});

import { clearClipboardLater, clearIfStillThere } from '../../../lib/clipboard/clear-later.ts';
import { fingerprintOf } from '../../../lib/domain/text/fingerprint.ts';
import { updatePreferences } from '../../../lib/store/settings.ts';
import { freshBrowser } from '../actions/fresh-browser.ts';

const TOKEN = 'p-0123456789abcdef0123456789abcdef';
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const alarm = () => fakeBrowser.alarms.get('clear-clipboard');

async function copied(text: string): Promise<void> {
  clipboard.text = text;
  await clearClipboardLater(await fingerprintOf(text));
}

beforeEach(async () => {
  await freshBrowser();
  vi.useFakeTimers({ toFake: ['Date'] });
  Object.assign(clipboard, { text: 'before', failures: 0, reads: 0, onRead: async () => {} });
  await updatePreferences((before) => ({ ...before, clearClipboardAfter: 120 }));
  await copied(TOKEN);
});
afterEach(() => vi.useRealTimers());

describe('a clipboard that cannot be read or cleared now', () => {
  it('is cleared half a minute later', async () => {
    later(120_000);
    clipboard.failures = 1;
    await clearIfStillThere();
    expect(clipboard.text).toBe(TOKEN);
    expect((await alarm())?.scheduledTime).toBe(Date.now() + 30_000);
    // Other alarms don't use up the attempts.
    await clearIfStillThere();
    expect(clipboard.reads).toBe(1);
    later(30_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
    expect(await alarm()).toBeFalsy();
    expect(await fakeBrowser.storage.session.get()).toEqual({});
  });

  it('is given up after a few times, and that is reported', async () => {
    later(120_000);
    clipboard.failures = Number.POSITIVE_INFINITY;
    for (let tries = 1; tries < 5; tries++) {
      await clearIfStillThere();
      later(30_000);
    }
    await expect(clearIfStillThere()).rejects.toThrow('clipboard');
    expect(clipboard.reads).toBe(5);
    expect(await alarm()).toBeFalsy();
    later(30_000);
    await clearIfStillThere();
    expect(clipboard.reads).toBe(5);
  });

  it('is given up when the permission to read it was withdrawn, and that is reported', async () => {
    Object.assign(fakeBrowser.permissions, { contains: async () => false });
    await clearIfStillThere();
    expect(await alarm()).toBeTruthy();
    later(120_000);
    await expect(clearIfStillThere()).rejects.toThrow('clipboard');
    expect(clipboard.reads).toBe(0);
    expect(await alarm()).toBeFalsy();
    await clearIfStillThere();
    await expect(copied(TOKEN)).rejects.toThrow('clipboard');
    await updatePreferences((before) => ({ ...before, clearClipboardAfter: 0 }));
    await copied(TOKEN);
    expect(await fakeBrowser.storage.session.get('clipboardToClear')).toEqual({});
  });

  it('is cleared by the next worker when this one is stopped while it waits', async () => {
    later(120_000);
    await new Promise<void>((resolve) => {
      clipboard.onRead = () => {
        resolve();
        return new Promise(() => {});
      };
      void clearIfStillThere();
    });
    expect(await fakeBrowser.storage.session.get('clipboardToClear')).not.toEqual({});
    expect((await alarm())?.scheduledTime).toBe(Date.now() + 30_000);

    vi.resetModules();
    const next = await import('../../../lib/clipboard/clear-later.ts');
    clipboard.onRead = async () => {};
    later(30_000);
    await next.clearIfStillThere();
    expect(clipboard.text).toBe('');
  });
});

it('a copy made while the one before is being cleared is cleared in its own time', async () => {
  later(120_000);
  clipboard.onRead = () => copied('another token');
  await clearIfStillThere();
  expect(clipboard.text).toBe('another token');
  expect((await alarm())?.scheduledTime).toBe(Date.now() + 120_000);
  clipboard.onRead = async () => {};
  later(120_000);
  await clearIfStillThere();
  expect(clipboard.text).toBe('');
});

describe('a copy that is only attempted', () => {
  it('leaves the time at which the one before is cleared', async () => {
    later(60_000);
    // As before each copy; this one is then refused, so that the earlier token stays on the clipboard.
    await clearClipboardLater(await fingerprintOf('another token'), { isUnknown: true });
    later(60_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });

  it('is cleared in its own time if it was made without a reply', async () => {
    later(60_000);
    await clearClipboardLater(await fingerprintOf('another token'), { isUnknown: true });
    clipboard.text = 'another token';
    later(60_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('another token');
    expect((await alarm())?.scheduledTime).toBe(Date.now() + 60_000);
    later(60_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
    expect(await alarm()).toBeFalsy();
  });

  it('starts its time again when it is confirmed', async () => {
    const fingerprint = await fingerprintOf('another token');
    await clearClipboardLater(fingerprint, { isUnknown: true });
    clipboard.text = 'another token';
    later(60_000);
    await clearClipboardLater(fingerprint);
    later(60_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('another token');
    later(60_000);
    await clearIfStillThere();
    expect(clipboard.text).toBe('');
  });
});

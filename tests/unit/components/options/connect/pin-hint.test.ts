import { h } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { textOf } from '../../text-of.ts';

// The button has hooks, which need a page.
vi.mock('../../../../../components/ui/vanishing-button.tsx', () => ({
  VanishingButton: ({ children }: { children: string }) => children,
}));

const HINT = /^Pin the icon .*Not now$/;
const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** The hint on a page that has just been loaded. */
async function load() {
  vi.resetModules();
  const { PinHint } = await import('../../../../../components/options/connect/pin-hint.tsx');
  const { dismissPinHint } = await import('../../../../../lib/state/pin-hint.ts');
  return { shown: (iconHidden: boolean) => textOf(h(PinHint, { iconHidden })), dismissPinHint };
}

describe('the hint on pinning the icon', () => {
  it('is shown only while the icon is hidden', async () => {
    const { shown } = await load();
    expect(shown(true)).toMatch(HINT);
    expect(shown(false)).toBe('');
  });

  it('stays away once it was dismissed, also on pages loaded later', async () => {
    const page = await load();
    page.dismissPinHint();
    expect(page.shown(true)).toBe('');
    expect((await load()).shown(true)).toBe('');
  });
});

describe('whether the icon is pinned', () => {
  const read = async (getUserSettings: unknown) => {
    Object.assign(fakeBrowser.action, { getUserSettings });
    vi.resetModules();
    const { toolbarIcon } = await import('../../../../../lib/navigation/toolbar-icon.ts');
    return toolbarIcon.isPinned();
  };

  it('is what the browser says, and unknown where it says nothing', async () => {
    expect(await read(async () => ({ isOnToolbar: true }))).toBe(true);
    expect(await read(async () => ({ isOnToolbar: false }))).toBe(false);
    expect(await read(async () => ({}))).toBeNull();
    expect(await read(undefined)).toBeNull();
  });
});

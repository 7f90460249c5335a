import { signal } from '@preact/signals';
import { h } from 'preact';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { draw, openFakePage, paint } from '../fake-page.ts';

const page = vi.hoisted(() => ({ hidden: null as unknown as { value: boolean } }));
vi.mock('../../../../lib/state/app-state.ts', () => {
  page.hidden = signal(false);
  return { hiddenWhileLocked: page.hidden };
});

import { Dialog } from '../../../../components/ui/dialog.tsx';
import { announce, drawToasts } from '../../../../components/ui/toast.tsx';

/** Returns the text of the page once everything in it is painted. */
async function shown(): Promise<string> {
  await vi.advanceTimersByTimeAsync(0);
  paint();
  await vi.advanceTimersByTimeAsync(0);
  paint();
  return document.body.textContent;
}

beforeAll(() => {
  openFakePage();
  drawToasts();
});
beforeEach(() => {
  vi.useFakeTimers();
  page.hidden.value = false;
});
afterEach(() => {
  vi.useRealTimers();
});

it('a confirmation is shown for some seconds, an error until it is dismissed', async () => {
  announce('Saved.');
  announce('Not saved: Acme', 'error');
  expect(await shown()).toMatch(/Saved\..*Not saved: Acme/);
  vi.advanceTimersByTime(6000);
  expect(await shown()).not.toContain('Saved.');
  expect(await shown()).toContain('Not saved: Acme');
});

it('while everything is hidden nothing is shown, and afterwards also what was announced meanwhile', async () => {
  page.hidden.value = true;
  announce('A token was made: Export of Acme.');
  expect(await shown()).toBe('');
  vi.advanceTimersByTime(60_000);
  page.hidden.value = false;
  expect(await shown()).toMatch(/Not saved: Acme.*A token was made: Export of Acme\./);
  vi.advanceTimersByTime(6000);
  expect(await shown()).not.toContain('Export');
});

it('they are in the dialog that is open, where they can be dismissed, and in the page after it', async () => {
  draw(h(Dialog, { title: 'Your new token', onClose: () => {}, children: null }));
  expect(await shown()).toContain('Not saved: Acme');
  const [dismiss] = [...document.querySelectorAll('button')].filter(({ textContent }) => textContent);
  dismiss?.focus();
  expect(document.activeElement).toBe(dismiss);
  announce('Copied.');
  draw(null);
  // Their region is in the page before its text comes.
  await vi.advanceTimersByTimeAsync(0);
  expect(document.querySelector('section')).not.toBeNull();
  expect(document.body.textContent).not.toContain('Copied.');
  expect(await shown()).toMatch(/Not saved: Acme.*Copied\./);
});

it('what has been read isn’t read again when a dialog opens or closes, and is there no longer for that', async () => {
  announce('Renamed.');
  await shown();
  vi.advanceTimersByTime(4000);
  draw(h(Dialog, { title: 'Your new token', onClose: () => {}, children: null }));
  await vi.advanceTimersByTimeAsync(0);
  expect(document.body.textContent).toMatch(/Not saved: Acme.*Renamed\./);
  await shown();
  draw(null);
  await vi.advanceTimersByTimeAsync(0);
  expect(document.body.textContent).toMatch(/Not saved: Acme.*Renamed\./);
  vi.advanceTimersByTime(2000);
  expect(await shown()).not.toContain('Renamed.');
});

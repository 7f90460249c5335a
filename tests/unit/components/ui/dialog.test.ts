import { createRef, h } from 'preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { Dialog } from '../../../../components/ui/dialog.tsx';
import { draw, openFakePage, paint } from '../fake-page.ts';

const opener = createRef<HTMLButtonElement>();

/** Draws a page with the dialog of that title, or with none. */
function drawPage(title: string | null, { hasOpener = true } = {}): void {
  draw([
    h('h1', { tabIndex: -1 }, 'Tokens'),
    hasOpener && h('button', { ref: opener }, 'Generate token…'),
    title && h(Dialog, { key: title, title, onClose: () => {}, children: null }),
  ]);
}

/** Returns what has the focus. */
function focused(): string {
  const { activeElement } = document;
  if (activeElement === opener.current) return 'opener';
  return document.querySelector('dialog')?.contains(activeElement) ? 'dialog' : activeElement!.localName;
}

beforeEach(() => {
  openFakePage();
  drawPage(null);
  opener.current?.focus();
  drawPage('Generate');
  paint();
  expect(focused()).toBe('dialog');
});

describe('the focus after a dialog', () => {
  it('is where it was before', () => {
    drawPage(null);
    paint();
    expect(focused()).toBe('opener');
  });

  it('is where it was before the first of two, though the second is drawn again before it is painted', () => {
    drawPage('Your new token');
    drawPage('Your new token');
    paint();
    expect(focused()).toBe('dialog');
    drawPage(null);
    paint();
    expect(focused()).toBe('opener');
  });

  it('is at the heading if what opened it is gone', () => {
    drawPage(null, { hasOpener: false });
    paint();
    expect(focused()).toBe('h1');
  });
});

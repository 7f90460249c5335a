import { h } from 'preact';
import { beforeEach, expect, it } from 'vitest';
import { OrderButtons } from '../../../../../components/options/shared/order-buttons.tsx';
import { draw, openFakePage, watchDrawn } from '../../fake-page.ts';

/** The presses of the buttons that were drawn last. */
let presses: (() => void)[] = [];

function drawList(index: number): void {
  const buttons = h(OrderButtons, { name: 'Acme', index, count: 3, onMove: () => {} });
  draw([h('input', {}), buttons]);
}

const focus = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus();

beforeEach(() => {
  openFakePage();
  watchDrawn((name, props) => {
    if (name === 'button') presses = [...presses.slice(-1), (props as { onClick: () => void }).onClick];
  });
  drawList(1);
});

it('the button that moved an item has the focus, which its move takes away', () => {
  presses[1]!();
  drawList(2);
  expect(document.activeElement).toBe(document.querySelectorAll('button')[1]);
});

it('the focus stays where the person has gone since a move that failed', () => {
  presses[1]!();
  focus('input');
  drawList(0);
  expect(document.activeElement!.localName).toBe('input');
});

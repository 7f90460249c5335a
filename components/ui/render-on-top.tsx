import { type ComponentChild, render } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { openDialogs } from './open-dialogs.ts';

/**
 * Draws messages where they can be read and pressed: in the topmost open dialog, outside of which nothing can, or else
 * in the page.
 */
export function renderOnTop(messages: ComponentChild): void {
  const place = document.createElement('div');
  render(<OnTop place={place}>{messages}</OnTop>, place);
}

function OnTop({ place, children }: { place: HTMLElement; children: ComponentChild }) {
  const parent = openDialogs.value.at(-1) ?? document.body;
  useLayoutEffect(() => {
    parent.append(place);
  }, [parent]);
  return children;
}

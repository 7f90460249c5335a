import type { ComponentChildren } from 'preact';
import { useReturnFocus } from '../../ui/use-return-focus.ts';

/** Replaces a table in which nothing is found; `children`: buttons that show more. */
export function NothingFound({ text, children }: { text: string; children: ComponentChildren }) {
  return (
    <div class="empty" role="status" {...useReturnFocus<HTMLDivElement>()}>
      <b>{text}</b>
      {children}
    </div>
  );
}

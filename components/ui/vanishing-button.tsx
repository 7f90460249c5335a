import type { ComponentProps } from 'preact';
import { Button } from './button.tsx';
import { useReturnFocus } from './use-return-focus.ts';

/** A button that its own press may remove: the focus then goes back to where it came from. */
export function VanishingButton(props: ComponentProps<typeof Button>) {
  return (
    <span class="button-box" {...useReturnFocus<HTMLSpanElement>()}>
      <Button {...props} />
    </span>
  );
}

import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../../lib/i18n/t.ts';
import { IconButton } from '../../ui/button.tsx';
import './order-buttons.css';

/** Buttons that move an item of a list by one place. At an end of the list, the one that can't move it does nothing. */
export function OrderButtons({
  name,
  index,
  count,
  small = false,
  onMove,
}: {
  /** The item's name. */
  name: string;
  index: number;
  count: number;
  small?: boolean;
  onMove: (to: number) => void;
}) {
  const buttons = useRef<HTMLSpanElement>(null);
  const pressed = useRef<number | null>(null);
  useLayoutEffect(() => {
    // Browsers take the focus from an element that is moved within the page. Where the person has gone on meanwhile, as
    // after a move that failed, it stays.
    if (pressed.current !== null && document.activeElement === document.body)
      buttons.current?.querySelectorAll('button')[pressed.current]?.focus();
    pressed.current = null;
  }, [index]);
  const move = (button: number, to: number) => {
    if (to < 0 || to >= count) return;
    pressed.current = button;
    onMove(to);
  };
  return (
    <span class="order-buttons" ref={buttons}>
      <IconButton
        icon="chevron"
        small={small}
        class="icon-button--up"
        label={t('connectionMoveUp', name)}
        aria-disabled={index === 0}
        onClick={() => move(0, index - 1)}
      />
      <IconButton
        icon="chevron"
        small={small}
        label={t('connectionMoveDown', name)}
        aria-disabled={index === count - 1}
        onClick={() => move(1, index + 1)}
      />
    </span>
  );
}

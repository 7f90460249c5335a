import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/t.ts';
import { IconButton } from './button.tsx';
import { openDialogs } from './open-dialogs.ts';
import './forms.css';

const InDialog = createContext(false);

/** Whether a component is in a dialog, which covers everything else of its page. */
export const useInDialog = () => useContext(InDialog);

/**
 * What gets the focus first: the first field, or else the first button (Cancel, in a confirmation). Enter in a checkbox
 * would confirm.
 */
const INITIAL_FOCUS =
  '.dialog__box :is(input:not([type="checkbox"], [type="radio"]:not(:checked)), select, textarea), .actions button, .dialog__form button';

/**
 * A native modal dialog. It opens when mounted; Escape, the close button and a click on the backdrop ask to
 * close it (not while `busy`). The focus goes back to where it was, or to the page's heading when that is gone.
 */
export function Dialog({
  title,
  onClose,
  busy = false,
  wide = false,
  children,
}: {
  title: string;
  onClose: () => void;
  busy?: boolean;
  wide?: boolean;
  children: ComponentChildren;
}) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const unmounted = useRef(false);
  // In the commit: a dialog that replaces another has to find the focus where that one found it.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = dialog.current!;
    element.showModal();
    element.querySelector<HTMLElement>(INITIAL_FOCUS)?.focus();
    openDialogs.value = [...openDialogs.peek(), element];
    return () => {
      unmounted.current = true;
      // What is read here would be watched by the component that no longer draws the dialog.
      openDialogs.value = openDialogs.peek().filter((one) => one !== element);
      element.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => {
    const heading = document.querySelector<HTMLElement>('h1[tabindex]');
    return () => {
      // What had the focus may be gone with the dialog, or disabled by now. The next page's heading isn't meant: its
      // page is where the person left it.
      if (document.activeElement === document.body) heading?.focus();
    };
  }, []);
  const close = () => {
    if (!busy) onClose();
  };
  return (
    <dialog
      ref={dialog}
      class={wide ? 'dialog dialog--wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget && isOutside(event, event.currentTarget)) close();
      }}
      onClose={() => {
        // Chromium closes a dialog on the second Escape even if `cancel` was prevented.
        if (unmounted.current) return;
        if (busy) dialog.current?.showModal();
        else onClose();
      }}
    >
      <div class="dialog__box">
        <header class="dialog__head">
          <h2 id={id}>{title}</h2>
          <IconButton icon="close" label={t('formClose')} onClick={close} disabled={busy} />
        </header>
        <InDialog.Provider value={true}>{children}</InDialog.Provider>
      </div>
    </dialog>
  );
}

/** A press on the backdrop has the dialog as its target, and so has one on the dialog's scrollbar or border. */
function isOutside({ clientX, clientY }: PointerEvent, dialog: HTMLDialogElement): boolean {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}

/** The row of buttons at a dialog's or form's end. */
export function Actions({ children }: { children: ComponentChildren }) {
  return <div class="actions">{children}</div>;
}

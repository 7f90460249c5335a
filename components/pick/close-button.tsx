import { t } from '../../lib/i18n/t.ts';
import { Button } from '../ui/button.tsx';
import { useInitialFocus } from './use-initial-focus.ts';

/** Closes the window. It has the focus, so that Enter closes it; `describedBy`: what a screen reader reads with it. */
export function CloseButton({
  kind,
  describedBy,
  close,
}: {
  kind?: 'primary';
  describedBy?: string;
  close: () => void;
}) {
  const box = useInitialFocus<HTMLSpanElement>();
  return (
    <span ref={box}>
      <Button kind={kind} aria-describedby={describedBy} onClick={close}>
        {t('formClose')}
      </Button>
    </span>
  );
}

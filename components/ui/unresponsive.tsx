import { render } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { t } from '../../lib/i18n/t.ts';
import { isUnresponsive, restartExtension, watchResponsiveness } from '../../lib/messages/responsiveness.ts';
import { Button } from './button.tsx';
import { DiagnosticsLink } from './diagnostics-link.tsx';
import { openDialogs } from './open-dialogs.ts';
import './unresponsive.css';

/** Shows a message over the page whenever the background doesn't respond. */
export function watchUnresponsive(): void {
  const place = document.createElement('div');
  render(<Unresponsive place={place} />, place);
  watchResponsiveness();
}

function Unresponsive({ place }: { place: HTMLElement }) {
  const shown = isUnresponsive.value;
  // What is outside of an open dialog can neither be pressed nor read.
  const parent = openDialogs.value.at(-1) ?? document.body;
  useLayoutEffect(() => {
    if (shown) parent.append(place);
  }, [shown, parent]);
  return (
    shown && (
      <div class="unresponsive" role="alert">
        <span>{t('backgroundUnresponsive')}</span>
        <DiagnosticsLink />
        <Button kind="primary" onClick={restartExtension}>
          {t('backgroundRestart')}
        </Button>
      </div>
    )
  );
}

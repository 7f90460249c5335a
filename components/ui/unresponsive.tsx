import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../lib/i18n/t.ts';
import { isUnresponsive, restartExtension, watchResponsiveness } from '../../lib/messages/responsiveness.ts';
import { Button } from './button.tsx';
import './unresponsive.css';

/** How soon it follows a dialog that opens or closes. */
const FOLLOW_INTERVAL_MS = 500;

/** From now on, shows over the page when the background doesn't respond, whatever the page shows then. */
export function watchUnresponsive(): void {
  const place = document.createElement('div');
  render(<Unresponsive place={place} />, place);
  watchResponsiveness();
}

/** What is outside of an open dialog can neither be pressed nor read. */
const parentOf = () => document.querySelector('dialog[open]') ?? document.body;

function Unresponsive({ place }: { place: HTMLElement }) {
  const shown = isUnresponsive.value;
  useEffect(() => {
    if (!shown) return;
    const follow = () => {
      if (place.parentElement !== parentOf()) parentOf().append(place);
    };
    follow();
    const timer = setInterval(follow, FOLLOW_INTERVAL_MS);
    return () => clearInterval(timer);
  }, [shown]);
  return (
    shown && (
      <div class="unresponsive" role="alert">
        <span>{t('backgroundUnresponsive')}</span>
        <Button kind="primary" onClick={restartExtension}>
          {t('backgroundRestart')}
        </Button>
      </div>
    )
  );
}

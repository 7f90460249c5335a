import { render } from 'preact';
import { t } from '../../lib/i18n/t.ts';
import { isUnresponsive, restartExtension, watchResponsiveness } from '../../lib/messages/responsiveness.ts';
import { Button } from './button.tsx';
import './unresponsive.css';

/** From now on, shows over the page when the background doesn't respond, whatever the page shows then. */
export function watchUnresponsive(): void {
  render(<Unresponsive />, document.body.appendChild(document.createElement('div')));
  watchResponsiveness();
}

function Unresponsive() {
  return (
    isUnresponsive.value && (
      <div class="unresponsive" role="alert">
        <span>{t('backgroundUnresponsive')}</span>
        <Button kind="primary" onClick={restartExtension}>
          {t('backgroundRestart')}
        </Button>
      </div>
    )
  );
}

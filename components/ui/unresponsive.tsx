import { t } from '../../lib/i18n/t.ts';
import { isUnresponsive, restartExtension, watchResponsiveness } from '../../lib/messages/responsiveness.ts';
import { Button } from './button.tsx';
import { DiagnosticsLink } from './diagnostics-link.tsx';
import { renderOnTop } from './render-on-top.tsx';
import './unresponsive.css';

/** Shows a message over the page whenever the background doesn't respond. */
export function watchUnresponsive(): void {
  renderOnTop(<Unresponsive />);
  watchResponsiveness();
}

function Unresponsive() {
  return (
    isUnresponsive.value && (
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

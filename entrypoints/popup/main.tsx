import { state } from './start.ts';

// The import above runs before those below.

import { render } from 'preact';
import '../../components/styles/base.css';
import { loadLazyParts } from '../../components/popup/load-lazy-parts.ts';
import { isPanel } from '../../components/popup/panel.ts';
import { Popup } from '../../components/popup/popup.tsx';
import { onPopupKey } from '../../components/popup/popup-keys.ts';
import { followNumbers, readNumbers } from '../../components/popup/read-numbers.ts';
import { reportUse } from '../../components/ui/report-use.ts';
import { language, t } from '../../lib/i18n/t.ts';
import { openOptions } from '../../lib/navigation/open-options.ts';
import { panelOpener } from '../../lib/navigation/panel.ts';
import { logErrorsOf } from '../../lib/state/log-error.ts';

reportUse();
document.documentElement.lang = language();
document.title = t('extensionName');
// Before the first frame: what is typed until then is kept for its field.
addEventListener('keydown', onPopupKey);
void state
  .firstOrSoon()
  .then(() =>
    render(
      <Popup openOptions={(route) => openOptions(route, { close: !isPanel })} panelOpener={panelOpener} />,
      document.getElementById('app')!,
    ),
  );

const watch = () =>
  void loadLazyParts().then(
    (parts) => parts.watchUnresponsive(),
    // An update may have removed the file.
    logErrorsOf('load lazy parts'),
  );
// Fresh numbers are requested after the first paint, as waking the background takes time.
void state.ready.then(() =>
  requestIdleCallback(
    () => {
      followNumbers();
      watch();
    },
    { timeout: 300 },
  ),
);
if (isPanel) {
  document.documentElement.dataset.panel = '';
  // The panel stays open while it is hidden: its numbers are refreshed when it becomes visible.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void readNumbers();
  });
}

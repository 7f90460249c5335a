import { state } from './start.ts';

// The import above runs before those below.

import { render } from 'preact';
import '../../components/styles/base.css';
import { focusErrorsOnSubmit } from '../../components/options/shared/focus-first-error.ts';
import { rereadAfterLostReplies } from '../../components/options/shared/reread-after-lost-reply.ts';
import { OptionsApp } from '../../components/options/shell/app.tsx';
import { startRouter } from '../../components/options/shell/router.ts';
import { preloadPage } from '../../components/options/shell/routes.tsx';
import { ErrorBoundary } from '../../components/ui/error-boundary.tsx';
import { reportUse } from '../../components/ui/report-use.ts';
import { drawToasts } from '../../components/ui/toast.tsx';
import { firstScreenAt } from '../../lib/domain/first-screen/first-screen-address.ts';
import { language, t } from '../../lib/i18n/t.ts';
import { send } from '../../lib/messages/client.ts';
import { shortcuts } from '../../lib/navigation/shortcuts.ts';
import { toolbarIcon } from '../../lib/navigation/toolbar-icon.ts';
import { followTypedInput } from '../../lib/navigation/typed-input.ts';
import { permissions } from '../../lib/permissions/permissions.ts';
import { logErrorsOf } from '../../lib/state/log-error.ts';

preloadPage();
reportUse();
document.documentElement.lang = language();
startRouter();
followTypedInput();
focusErrorsOnSubmit();
drawToasts();
const draw = () =>
  render(
    <ErrorBoundary what={t('extensionName')} where="options">
      <OptionsApp permissions={permissions} shortcuts={shortcuts} toolbarIcon={toolbarIcon} />
    </ErrorBoundary>,
    document.getElementById('app')!,
  );
if (firstScreenAt(location)) void state.firstOrSoon().then(draw);
else draw();
// Fresh numbers are requested after the first paint, as waking the background takes time.
const opened = () => {
  // A background that doesn't reply is named by what is loaded below.
  void send('pageOpened', { page: 'options' }).catch(() => undefined);
  rereadAfterLostReplies();
  // An update may have removed the file.
  import('../../components/ui/unresponsive.tsx').then(
    ({ watchUnresponsive }) => watchUnresponsive(),
    logErrorsOf('load unresponsive'),
  );
};
void state.ready.then(() => requestIdleCallback(opened, { timeout: 500 }));

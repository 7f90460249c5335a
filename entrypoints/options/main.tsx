import { state } from './start.ts';

// What is above is run before what is below.

import { render } from 'preact';
import '../../components/styles/base.css';
import { OptionsApp } from '../../components/options/shell/app.tsx';
import { startRouter } from '../../components/options/shell/router.ts';
import { preloadPage } from '../../components/options/shell/routes.tsx';
import { reportUse } from '../../components/ui/report-use.ts';
import { language } from '../../lib/i18n/t.ts';
import { send } from '../../lib/messages/client.ts';
import { shortcuts } from '../../lib/navigation/shortcuts.ts';
import { toolbarIcon } from '../../lib/navigation/toolbar-icon.ts';
import { permissions } from '../../lib/permissions/permissions.ts';

preloadPage();
reportUse();
document.documentElement.lang = language();
startRouter();
render(
  <OptionsApp permissions={permissions} shortcuts={shortcuts} toolbarIcon={toolbarIcon} />,
  document.getElementById('app')!,
);
// The first paint waits for nothing; fresh numbers are requested after it, as the background may be asleep.
void state.ready.then(() =>
  requestIdleCallback(() => void send('pageOpened', { page: 'options' }).catch(() => undefined), {
    timeout: 500,
  }),
);

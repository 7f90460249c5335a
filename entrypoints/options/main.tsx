import { render } from 'preact';
import '../../components/styles/base.css';
import { OptionsApp } from '../../components/options/shell/app.tsx';
import { startRouter } from '../../components/options/shell/router.ts';
import { language } from '../../lib/i18n/t.ts';
import { send } from '../../lib/messages/client.ts';
import { hostAccess } from '../../lib/navigation/host-permission.ts';
import { clipboardAccess, noticeAccess } from '../../lib/navigation/optional-permission.ts';
import { startOptionsState } from '../../lib/state/app-state.ts';

document.documentElement.lang = language();
startRouter();
startOptionsState();
render(
  <OptionsApp hostAccess={hostAccess} noticeAccess={noticeAccess} clipboardAccess={clipboardAccess} />,
  document.getElementById('app')!,
);
// A sleeping or broken worker only costs fresher numbers: the page shows what is stored.
send('pageOpened', { page: 'options' }).catch(() => undefined);

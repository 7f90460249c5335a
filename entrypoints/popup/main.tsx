import { state } from './start.ts';

// What is above is run before what is below.

import { render } from 'preact';
import '../../components/styles/base.css';
import { Popup } from '../../components/popup/popup.tsx';
import { language, t } from '../../lib/i18n/t.ts';
import { send } from '../../lib/messages/client.ts';
import { openOptions } from '../../lib/navigation/open-options.ts';

document.documentElement.lang = language();
document.title = t('extensionName');
render(<Popup openOptions={(route) => void openOptions(route)} />, document.getElementById('app')!);

// The first paint waits for nobody; only then is the background, which may be asleep, told to look for news.
void state.ready.then(() =>
  requestIdleCallback(() => void send('pageOpened', { page: 'popup' }).catch(() => {}), { timeout: 300 }),
);

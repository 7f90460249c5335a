import { render } from 'preact';
import '../../components/styles/base.css';
import { Pick } from '../../components/pick/pick.tsx';
import { ErrorBoundary } from '../../components/ui/error-boundary.tsx';
import { reportUse } from '../../components/ui/report-use.ts';
import { watchUnresponsive } from '../../components/ui/unresponsive.tsx';
import { language, t } from '../../lib/i18n/t.ts';
import { startOptionsState } from '../../lib/state/start-state.ts';
import { followTheme } from '../../lib/state/theme.ts';
import { watchUncaught } from '../../lib/state/watch-uncaught.ts';

watchUncaught('uncaught in copy window');
document.documentElement.lang = language();
document.title = t('pickTitle');
startOptionsState();
followTheme();
reportUse();
render(
  <ErrorBoundary what={t('extensionName')} where="copy window">
    <Pick close={() => window.close()} />
  </ErrorBoundary>,
  document.getElementById('app')!,
);
watchUnresponsive();

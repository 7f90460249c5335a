import { closeDock, watchDocsSettings } from '../../actions/docs/docs-settings.ts';
import { keepPace } from '../../actions/docs/rate-limit.ts';
import { copyToken } from '../../actions/tokens/copy.ts';
import { watchClearAlarm } from '../../clipboard/clear-later.ts';
import { handle } from '../handle.ts';
import type { Sender } from '../sender.ts';

const samples = () => import('../../actions/docs/copy-sample.ts');
const windows = () => import('../../actions/docs/docs-windows.ts');

/** Everything about copying: the docs site's few messages, and the popup's and the options page's. */
export function registerDocsHandlers(): void {
  handle('copyToken', copyToken);
  handle('copyWaitingSample', async (data) => (await windows()).copyWaitingSample(data), { pages: ['pick'] });
  handle(
    'copySample',
    paced('copy', async (data) => (await samples()).copySample(data)),
  );
  handle(
    'offerTokens',
    paced('offer', async (data) => (await samples()).offerTokens(data)),
  );
  handle(
    'chooseProfile',
    paced('open', async (data) => (await windows()).chooseProfile(data)),
  );
  handle(
    'openSwitcher',
    paced('open', async () => (await windows()).openSwitcher()),
  );
  handle(
    'openTokens',
    paced('open', async () => (await windows()).openTokens()),
  );
  handle('closeDock', closeDock);
  watchDocsSettings();
  watchClearAlarm();
}

/** A page's process could ask faster than any person clicks. */
function paced<Data, Value>(kind: Parameters<typeof keepPace>[0], action: (data: Data) => Promise<Value>) {
  return async (data: Data, sender: Sender): Promise<Value> => {
    if (sender.kind === 'docs') keepPace(kind, sender.tabId);
    return action(data);
  };
}

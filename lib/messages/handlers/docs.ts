import { closeDock, watchDocsSettings } from '../../actions/docs/docs-settings.ts';
import { assertNotTooOften } from '../../actions/docs/rate-limit.ts';
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
    rateLimited('copy', async (data) => (await samples()).copySample(data)),
  );
  handle(
    'offerTokens',
    rateLimited('offer', async (data) => (await samples()).offerTokens(data)),
  );
  handle(
    'chooseProfile',
    rateLimited('open', async (data) => (await windows()).chooseProfile(data)),
  );
  handle(
    'openSwitcher',
    rateLimited('open', async () => (await windows()).openSwitcher()),
  );
  handle(
    'openTokens',
    rateLimited('open', async () => (await windows()).openTokens()),
  );
  handle('closeDock', closeDock);
  watchDocsSettings();
  watchClearAlarm();
}

/** A page's process could ask faster than any person clicks. */
function rateLimited<Data, Value>(
  kind: Parameters<typeof assertNotTooOften>[0],
  action: (data: Data) => Promise<Value>,
) {
  return async (data: Data, sender: Sender): Promise<Value> => {
    if (sender.kind === 'docs') assertNotTooOften(kind, sender.tabId);
    return action(data);
  };
}

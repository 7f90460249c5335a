import { copyToken } from '../../actions/copy.ts';
import { copySample, offerTokens } from '../../actions/docs-copy.ts';
import { keepPace } from '../../actions/docs-pace.ts';
import { closeDock, watchDocsSettings } from '../../actions/docs-settings.ts';
import { chooseProfile, copyWaitingSample, openSwitcher, openTokens } from '../../actions/docs-windows.ts';
import { watchClearAlarm } from '../../clipboard/clear-later.ts';
import { handle } from '../handle.ts';
import type { Sender } from '../sender.ts';

/** Everything about copying: the docs site's few messages, and the popup's and the options page's. */
export function registerDocsHandlers(): void {
  handle('copyToken', copyToken);
  handle('copyWaitingSample', copyWaitingSample, { pages: ['pick'] });
  handle('copySample', paced('copy', copySample));
  handle('offerTokens', paced('offer', offerTokens));
  handle('chooseProfile', paced('open', chooseProfile));
  handle('openSwitcher', paced('open', openSwitcher));
  handle('openTokens', paced('open', openTokens));
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

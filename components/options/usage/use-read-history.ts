import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../../lib/domain/failure.ts';
import { readingStart } from '../../../lib/domain/usage/history-range.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { isReadyToRead } from '../../../lib/state/obstacle.ts';
import type { HistoryChoice, HistorySeries } from './history-choice.ts';

/** Has the background read what the store doesn't have of these series; each once while they are shown. */
export function useReadHistory(allSeries: readonly HistorySeries[], { by }: Pick<HistoryChoice, 'by'>) {
  const [state, setState] = useState<{ busy: boolean; failure: Failure | null }>({
    busy: false,
    failure: null,
  });
  const isReady = isReadyToRead.value;
  useEffect(() => {
    if (!isReady) return;
    let isCurrent = true;
    setState({ busy: true, failure: null });
    const requests = allSeries.map(({ ref: { connectionKey, profileKey }, from, to }) => {
      const range = { periodicity: by, from: readingStart(from), to };
      return resultOf(() => send('readHistory', { connectionKey, profileKey, ...range }));
    });
    void Promise.all(requests).then((results) => {
      const failed = results.find((result) => !result.ok);
      if (isCurrent) setState({ busy: false, failure: failed && !failed.ok ? failed.failure : null });
    });
    return () => {
      isCurrent = false;
    };
  }, [allSeries, by, isReady]);
  /** Everything was read, so a row that is missing doesn't exist. */
  const isComplete = isReady && !state.busy && state.failure === null;
  return { busy: isReady && state.busy, failure: isReady ? state.failure : null, isComplete };
}

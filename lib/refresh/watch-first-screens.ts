import { logErrorsOf } from '../diagnostics/error-log.ts';
import { onStoreChange } from '../store/changes.ts';
import { outdatesFirstScreens } from '../store/invalidate-first-screens.ts';
import { updateFirstScreens } from '../store/update-first-screens.ts';

/**
 * A refresh writes row after row, and each outdates the first screens: they are derived once it pauses, and after what
 * woke the worker.
 */
const DEBOUNCE_MS = 1_000;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Keeps the first screens of the pages up to date. Call it in the background's first turn. */
export function watchFirstScreens(): void {
  onStoreChange(({ store, keys }) => {
    if (outdatesFirstScreens(store, keys)) schedule();
  });
  // A terminated worker may have left them out, and an update of the extension doesn't use those of another version.
  schedule();
}

function schedule(): void {
  clearTimeout(timer);
  timer = setTimeout(
    () => void updateFirstScreens(Date.now()).catch(logErrorsOf('first screens')),
    DEBOUNCE_MS,
  );
}

import { batch } from '@preact/signals';
import { atMost } from '../async/at-most.ts';
import { FailureError, isNewerDataError } from '../domain/failure.ts';
import type { FirstScreen } from '../domain/first-screen/first-screen.ts';
import { replayFirstChanges } from '../store/changes.ts';
import { database } from '../store/database.ts';
import { afterPaint } from './after-paint.ts';
import { startClock } from './clock-and-network.ts';
import { forgetExample, isExampleChosen, showExample } from './example.ts';
import { logError, logErrorsOf } from './log-error.ts';
import { type PageRows, takeFirstRead } from './page-rows.ts';
import {
  connectionRows,
  firstScreenSignal,
  loadedSignal,
  problemSignal,
  SUBSCRIBERS,
  showRows,
  vaultSignal,
  vaultSubscriber,
} from './store-signals.ts';
import { MAX_READ_MS, subscriptions } from './store-subscriptions.ts';

/* Reads the store for a page: what it shows first, then everything; and keeps it up to date. */

/** How long a page waits for its first rows before it is drawn without. */
const MAX_FIRST_WAIT_MS = 60;

interface StartedState {
  /** Resolves when the first screen, the active profile or everything is loaded; never rejects. */
  first: Promise<void>;
  /** Resolves with `first`, or soon without it: a frame before its rows would delay the one with them. */
  firstOrSoon(): Promise<void>;
  /** Resolves when everything is loaded, or can't be for now; never rejects (see {@link storeProblem}). */
  ready: Promise<void>;
  stop(): void;
}

/** Shows the first screen, or without one the active profile; then everything. */
export function startPopupState(): StartedState {
  return start((onFirst) => load(onFirst, { activeAlone: true }));
}

/** Shows the first screen of the page's address, if it has one; then everything. */
export function startOptionsState(): StartedState {
  return start((onFirst) => load(onFirst, { activeAlone: false }));
}

async function load(onFirst: () => void, { activeAlone }: { activeAlone: boolean }): Promise<void> {
  const first = await takeFirstRead();
  if (!first) return loadAll();
  if (first.isComplete) return showAll(first);
  if (first.screen) showFirst(first, first.screen);
  else if (activeAlone && first.profiles.length > 0) showRows(first, 'active');
  else return loadAll();
  onFirst();
  await afterPaint();
  await loadAll();
}

/** Shows everything, and follows the database from here on: what is lost or replaced is read again. */
async function showAll(rows: PageRows): Promise<void> {
  showRows(rows, 'all');
  await database();
}

function showFirst(rows: PageRows, screen: FirstScreen): void {
  batch(() => {
    firstScreenSignal.value = screen;
    showRows(rows, 'first');
  });
}

function recordProblem(error: unknown = null): void {
  if (error !== null) {
    problemSignal.value = isNewerDataError(error) ? 'newer' : 'unreadable';
    logError('read the store', error);
  } else if (loadedSignal.peek() === 'all') problemSignal.value = null;
  // Reading everything failed: what was read now is only a part of it.
  else if (problemSignal.peek()) void loadAll().then(() => recordProblem(null), recordProblem);
}

/**
 * Says that reading takes long, until everything is read. It may only be slow, or be blocked: by a background that
 * doesn't respond, for instance, or by a page of an older version that keeps the database from being upgraded. No page
 * can know which.
 */
function recordSlow(): void {
  if (problemSignal.peek()) return;
  problemSignal.value = 'slow';
  logError('read the store', new FailureError({ code: 'timeout' }));
}

function start(loadRows: (onFirst: () => void) => Promise<void>): StartedState {
  for (const subscriber of SUBSCRIBERS) subscriptions.add(subscriber);
  subscriptions.onRead = recordProblem;
  subscriptions.onSlow = recordSlow;
  replayFirstChanges();
  const stopClock = startClock(() => {
    if (vaultSignal.value.passphrase)
      void vaultSubscriber
        .read(null)
        .then((apply) => apply())
        // The next tick reads it again.
        .catch(() => {});
  });
  let ready!: Promise<void>;
  const first = new Promise<void>((resolve) => {
    ready = subscriptions
      .whileHeld(() => loadRows(resolve))
      .then(recordProblem, recordProblem)
      .then(resolve);
  });
  return {
    first,
    firstOrSoon: () => atMost(MAX_FIRST_WAIT_MS, first),
    ready: atMost(MAX_READ_MS, ready).then(() => {
      if (loadedSignal.peek() !== 'all') recordSlow();
    }),
    stop: () => {
      stopClock();
      for (const subscriber of SUBSCRIBERS) subscriptions.remove(subscriber);
    },
  };
}

async function loadAll(): Promise<void> {
  let showsExample = false;
  await subscriptions.load(SUBSCRIBERS, () => {
    showsExample = isExampleChosen() && connectionRows.rows.peek().size === 0;
    firstScreenSignal.value = null;
    if (!showsExample) loadedSignal.value = 'all';
  });
  if (showsExample) {
    const complete = await showExample();
    await subscriptions.load(SUBSCRIBERS, () => {
      loadedSignal.value = 'all';
    });
    void afterPaint().then(complete).catch(logErrorsOf('completeExample'));
    // A connected account ends the example; what is left of it keeps nothing from being shown.
  } else if (isExampleChosen()) void forgetExample().catch(logErrorsOf('forgetExample'));
}

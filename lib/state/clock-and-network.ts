import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { HOUR_MS } from '../domain/time.ts';
import { monthOf } from '../domain/usage/month.ts';
import { isKnownOffline } from '../network.ts';

const TICK_MS = 30_000;

const nowSignal = signal(Date.now());
const onlineSignal = signal(!isKnownOffline());

/** The current time, epoch ms, updated every 30 seconds and whenever the page becomes visible. */
export const now: ReadonlySignal<number> = nowSignal;

/** Start of the current month, epoch ms, for what depends on the month alone and needn't be computed at every tick. */
export const month: ReadonlySignal<number> = computed(() => monthOf(nowSignal.value).start);

/** Start of the current hour, epoch ms, for what counts days ahead: a day less can come at any time of the day. */
export const hour: ReadonlySignal<number> = computed(() => Math.floor(nowSignal.value / HOUR_MS) * HOUR_MS);

/** Whether the browser believes that it has a network. */
export const online: ReadonlySignal<boolean> = onlineSignal;

/** Starts the clock and listens for the network; `onTick` runs at each tick. Returns a function that stops both. */
export function startClock(onTick: () => void): () => void {
  const tick = () => {
    nowSignal.value = Date.now();
    onTick();
  };
  const look = () => {
    if (globalThis.document?.visibilityState !== 'hidden') tick();
  };
  const network = () => {
    onlineSignal.value = !isKnownOffline();
  };
  nowSignal.value = Date.now();
  network();
  const timer = setInterval(tick, TICK_MS);
  globalThis.document?.addEventListener('visibilitychange', look);
  globalThis.addEventListener?.('online', network);
  globalThis.addEventListener?.('offline', network);
  return () => {
    clearInterval(timer);
    globalThis.document?.removeEventListener('visibilitychange', look);
    globalThis.removeEventListener?.('online', network);
    globalThis.removeEventListener?.('offline', network);
  };
}

/** Updates the clock, so that new rows aren't in its future. */
export function tickNow(): void {
  nowSignal.value = Math.max(nowSignal.value, Date.now());
}

import { type ReadonlySignal, signal } from '@preact/signals';
import type { Forecast } from '../domain/forecast/forecast.ts';
import { type ProfileKey, type ProfileRef, refId } from '../domain/identity/keys.ts';
import { newestForEach } from '../domain/usage/newest-usage.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { getHistoryOfMany } from '../store/history.ts';
import { getRows, listRows } from '../store/rows.ts';
import type { StoredHistoryRow } from '../store/schema.ts';
import { profiles } from './app-state.ts';
import { hour } from './clock-and-network.ts';
import { optional, subscriptions } from './store-subscriptions.ts';

/** Loaded once forecasts are wanted, as the page's first frame has none. */
const loadComputation = () => import('../domain/forecast/compute-forecast.ts');

/** Maximum time of computing before yielding, about half a frame. */
const MAX_SLICE_MS = 8;

interface ComputedForecasts {
  usage: Usage;
  rows: readonly StoredHistoryRow[];
  /** When the profile was created, epoch ms; null: not known. */
  createdAt: number | null;
  /**
   * Start of the hour in which they were computed, epoch ms: what its usage said may be over, a month or the day of a
   * limit.
   */
  hour: number;
  forecasts: Forecast[];
}

const EMPTY: readonly StoredHistoryRow[] = [];

/** Forecasts with their inputs, so that only changed ones are computed again. */
const computedById = new Map<string, ComputedForecasts>();
const historyByProfile = new Map<ProfileKey, readonly StoredHistoryRow[]>();
let usageRows = new Map<string, Usage>();
let currentRun = 0;
/** True while `computedById` has changes that the signal hasn't. */
let isUnpublished = false;
let stopFollowing = () => {};

const forecastsSignal = signal<ReadonlyMap<string, Forecast[]> | null>(null, {
  watched: () => {
    subscriptions.add(usageSubscriber);
    subscriptions.add(historySubscriber);
    const stops = [follow(hour), follow(profiles)];
    stopFollowing = () => {
      for (const stop of stops) stop();
    };
    void subscriptions.loadLater([usageSubscriber, historySubscriber]);
  },
  unwatched: () => {
    subscriptions.remove(usageSubscriber);
    subscriptions.remove(historySubscriber);
    stopFollowing();
  },
});

/**
 * The forecasts of all profiles by refId, the first to be full first; null until computed. Computed from the store
 * while the signal is in use, in small portions, as there may be thousands.
 */
export const forecasts: ReadonlySignal<ReadonlyMap<string, Forecast[]> | null> = forecastsSignal;

/** Returns the forecasts of one profile; null until computed. */
export function forecastsFor(ref: ProfileRef): Forecast[] | null {
  return forecasts.value && (forecasts.value.get(refId(ref)) ?? []);
}

const usageSubscriber = optional({
  store: 'usage',
  read: async (keys) => {
    if (keys === null) {
      const all = await listRows('usage');
      return () => {
        usageRows = new Map(all.map((row) => [refId(row), row]));
        void computeOutdated();
      };
    }
    const rows = await getRows('usage', keys as [Usage['connectionKey'], ProfileKey][]);
    return () => {
      for (const [index, row] of rows.entries()) {
        const [connectionKey, profileKey] = keys[index] as [Usage['connectionKey'], ProfileKey];
        if (row) usageRows.set(refId(row), row);
        else usageRows.delete(refId({ connectionKey, profileKey }));
      }
      void computeOutdated();
    };
  },
});

const historySubscriber = optional({
  store: 'history',
  read: async (keys) => {
    const profileKeys =
      keys?.flatMap((key) => (concerns(key) ? [key[0] as ProfileKey] : [])) ??
      (await listRows('profiles')).map(({ profileKey }) => profileKey);
    if (profileKeys.length === 0) return () => {};
    const { forecastHistoryStart } = await loadComputation();
    const now = Date.now();
    const requested = [...new Set(profileKeys)];
    const found = await getHistoryOfMany(requested, 'day', forecastHistoryStart(now), now);
    return () => {
      for (const key of requested) historyByProfile.set(key, found.get(key) ?? EMPTY);
      void computeOutdated();
    };
  },
});

function concerns(key: IDBValidKey): key is [string, string] {
  return Array.isArray(key) && (key[1] === undefined || key[1] === 'day');
}

/**
 * Computes outdated forecasts when a signal changes (an hour has passed, or a profile's creation date was read);
 * returns a function that stops it.
 */
function follow<T>(input: ReadonlySignal<T>): () => void {
  let shown = input.peek();
  return input.subscribe((value) => {
    if (value === shown) return;
    shown = value;
    // Before the first usage was read there is nothing to compute.
    if (forecasts.peek() !== null) void computeOutdated();
  });
}

/** Computes outdated forecasts; a later call replaces an earlier one. */
async function computeOutdated(): Promise<void> {
  currentRun += 1;
  const thisRun = currentRun;
  const { forecastsOf } = await loadComputation();
  if (currentRun !== thisRun) return;
  const now = Date.now();
  const thisHour = hour.peek();
  const createdAts = new Map(profiles.peek().map((profile) => [refId(profile), profile.createdAt]));
  let began = performance.now();
  for (const [id, usage] of newestForEach(usageRows, now)) {
    const rows = historyByProfile.get(usage.profileKey) ?? EMPTY;
    const before = computedById.get(id);
    const createdAt = createdAts.get(id) ?? null;
    if (
      before?.usage === usage &&
      before.rows === rows &&
      before.hour === thisHour &&
      before.createdAt === createdAt
    )
      continue;
    computedById.set(id, {
      usage,
      rows,
      createdAt,
      hour: thisHour,
      forecasts: forecastsOf(usage, rows, now, createdAt),
    });
    isUnpublished = true;
    if (performance.now() - began < MAX_SLICE_MS) continue;
    await new Promise((done) => setTimeout(done, 0));
    if (currentRun !== thisRun) return;
    began = performance.now();
  }
  for (const id of computedById.keys()) {
    if (usageRows.has(id)) continue;
    computedById.delete(id);
    isUnpublished = true;
  }
  if (!isUnpublished && forecasts.peek() !== null) return;
  isUnpublished = false;
  forecastsSignal.value = new Map([...computedById].map(([id, { forecasts }]) => [id, forecasts]));
}

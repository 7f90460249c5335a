import type { Failure } from '../domain/failure.ts';
import type { ProfileRef } from '../domain/identity/keys.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { perProfileStore } from './per-profile.ts';

const store = perProfileStore('usage', (ref) => ({
  ...ref,
  services: {},
  resources: {},
  fetchedAt: null,
  failure: null,
}));

/** Returns the latest summary of every profile that has one. */
export const listUsage: () => Promise<Usage[]> = store.list;

export const getUsage: (ref: ProfileRef) => Promise<Usage | undefined> = store.get;

/** Stores a summary. Returns false when the profile no longer exists. */
export async function putUsage(row: Usage): Promise<boolean> {
  return (await store.put(row)) !== undefined;
}

/** Stores why the last attempt failed; usage and its age are kept. `at`: epoch ms. */
export async function recordUsageFailure(ref: ProfileRef, failure: Failure, at: number): Promise<void> {
  await store.update(ref, (row) => ({ ...row, failure: { failure, at } }));
}

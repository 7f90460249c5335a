import type { Failure } from '../domain/failure.ts';
import type { ProfileRef } from '../domain/identity/keys.ts';
import type { Usage } from '../domain/usage/usage.ts';
import { perProfile } from './per-profile.ts';

const rows = perProfile('usage', (ref) => ({
  ...ref,
  services: {},
  resources: {},
  fetchedAt: null,
  failure: null,
}));

/** Returns the latest summary of every profile that has one. */
export const listUsage: () => Promise<Usage[]> = rows.list;

export const getUsage: (ref: ProfileRef) => Promise<Usage | undefined> = rows.get;

/** Stores a summary. Returns false when the profile no longer exists. */
export async function putUsage(row: Usage): Promise<boolean> {
  return (await rows.put(row)) !== undefined;
}

/** Stores why the last attempt failed; usage and its age are kept. `at`: epoch ms. */
export async function recordUsageFailure(ref: ProfileRef, failure: Failure, at: number): Promise<void> {
  await rows.update(ref, (row) => ({ ...row, failure: { failure, at } }));
}

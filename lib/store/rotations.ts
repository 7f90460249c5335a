import { type ProfileRef, sameRef } from '../domain/identity/keys.ts';
import { afterReading, type TokenRotation } from '../domain/tokens/rotation.ts';
import type { TokenFacts } from '../domain/tokens/token.ts';
import type { SettingKey, SettingRow } from './schema.ts';
import { type Changed, read, write } from './transaction.ts';

interface SettingsStore {
  get(key: SettingKey): Promise<SettingRow | undefined>;
  put(row: SettingRow): Promise<unknown>;
}

/** Returns the tokens that are being replaced, the oldest rotation first. */
export async function listRotations(): Promise<TokenRotation[]> {
  return read(['settings'], (transaction) => readRow(transaction.objectStore('settings')));
}

/** Changes the rotations; a `change` that returns the same list writes nothing. */
export async function updateRotations(
  change: (rotations: TokenRotation[]) => TokenRotation[],
): Promise<void> {
  await write(['settings'], (transaction, changed) =>
    changeRow(transaction.objectStore('settings'), changed, change),
  );
}

/** Updates a profile's rotations from its tokens as read at `readAt` (epoch ms): successors found, rotations ended. */
export async function observeRotations(
  ref: ProfileRef,
  tokens: readonly TokenFacts[],
  readAt: number,
): Promise<void> {
  await updateRotations((rotations) => {
    const after = rotations.flatMap((one) =>
      sameRef(one, ref) ? (afterReading(one, tokens, readAt) ?? []) : one,
    );
    const unchanged =
      after.length === rotations.length && after.every((one, index) => one === rotations[index]);
    return unchanged ? rotations : after;
  });
}

/** Removes the rotations of removed profiles, in the caller's transaction. */
export async function removeRotations(
  store: SettingsStore,
  changed: Changed,
  refs: readonly ProfileRef[],
): Promise<void> {
  await changeRow(store, changed, (rotations) => {
    const left = rotations.filter((one) => !refs.some((ref) => sameRef(ref, one)));
    return left.length === rotations.length ? rotations : left;
  });
}

async function changeRow(
  store: SettingsStore,
  changed: Changed,
  change: (rotations: TokenRotation[]) => TokenRotation[],
): Promise<void> {
  const before = await readRow(store);
  const after = change(before);
  if (after === before) return;
  await store.put({ key: 'rotations', rotations: after });
  changed('settings', 'rotations');
}

async function readRow(store: Pick<SettingsStore, 'get'>): Promise<TokenRotation[]> {
  const row = await store.get('rotations');
  return row?.key === 'rotations' ? row.rotations : [];
}

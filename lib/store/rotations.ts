import type { ProfileKey } from '../domain/identity/keys.ts';
import type { Listed } from '../domain/listed.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import { afterReading, successorId, type TokenRotation } from '../domain/tokens/rotation.ts';
import type { TokenFacts, TokenId } from '../domain/tokens/token.ts';
import { sameToken } from '../domain/tokens/token-choice.ts';
import type { SettingsReader, SettingsWriter } from './schema.ts';
import { settingRow } from './setting-row.ts';
import { type RecordChange, read, write } from './transaction.ts';

/** Returns the tokens that are being replaced, the oldest rotation first. */
export async function listRotations(): Promise<TokenRotation[]> {
  return read(['settings'], (transaction) => readRow(transaction.objectStore('settings')));
}

/** Changes the rotations; a `change` that returns the same list writes nothing. */
export async function updateRotations(
  change: (rotations: TokenRotation[]) => TokenRotation[],
): Promise<void> {
  await write(['settings'], (transaction, recordChange) =>
    changeRow(transaction.objectStore('settings'), recordChange, change),
  );
}

/**
 * Updates a profile's rotations after a reading of its tokens that began at `readAt` (epoch ms): successors found,
 * rotations ended. A successor is the person's default where the token that it replaces was.
 */
export async function observeRotations(
  profileKey: ProfileKey,
  tokens: Listed<TokenFacts>,
  readAt: number,
): Promise<void> {
  await write(['settings', 'profilePreferences'], async (transaction, recordChange) => {
    const found: TokenRotation[] = [];
    await changeRow(transaction.objectStore('settings'), recordChange, (rotations) => {
      const after = rotations.flatMap((one) => {
        const updated = one.profileKey === profileKey ? afterReading(one, tokens, readAt) : one;
        if (updated && updated.successor !== one.successor) found.push(updated);
        return updated ?? [];
      });
      const unchanged =
        after.length === rotations.length && after.every((one, index) => one === rotations[index]);
      return unchanged ? rotations : after;
    });
    if (found.length === 0) return;
    const store = transaction.objectStore('profilePreferences');
    const before = await store.get(profileKey);
    const after = before && found.reduce(withSuccessor, before);
    if (!after || after === before) return;
    await store.put({ ...after, updatedAt: Math.max(before.updatedAt, Date.now()) });
    recordChange('profilePreferences', profileKey);
  });
}

function withSuccessor(before: ProfilePreferences, rotation: TokenRotation): ProfilePreferences {
  const isDefault = (chosen: TokenId | null) => chosen !== null && sameToken(chosen, rotation.token);
  const next = successorId(rotation);
  const { readToken, writeToken } = before;
  if (next === null || !(isDefault(readToken) || isDefault(writeToken))) return before;
  return {
    ...before,
    readToken: isDefault(readToken) ? next : readToken,
    writeToken: isDefault(writeToken) ? next : writeToken,
  };
}

/** Removes the rotations of profiles that no connection has anymore, in the caller's transaction. */
export async function removeRotations(
  store: SettingsWriter,
  recordChange: RecordChange,
  profileKeys: readonly ProfileKey[],
): Promise<void> {
  await changeRow(store, recordChange, (rotations) => {
    const left = rotations.filter(({ profileKey }) => !profileKeys.includes(profileKey));
    return left.length === rotations.length ? rotations : left;
  });
}

async function changeRow(
  store: SettingsWriter,
  recordChange: RecordChange,
  change: (rotations: TokenRotation[]) => TokenRotation[],
): Promise<void> {
  const before = await readRow(store);
  const after = change(before);
  if (after === before) return;
  await store.put({ key: 'rotations', rotations: after });
  recordChange('settings', 'rotations');
}

async function readRow(store: SettingsReader): Promise<TokenRotation[]> {
  return (await settingRow(store, 'rotations'))?.rotations ?? [];
}

import { FailureError } from '../../domain/failure.ts';
import type { ProfileKey } from '../../domain/identity/keys.ts';
import { positionsAfterMove } from '../../domain/profiles/position.ts';
import { updateAllProfilePreferences } from '../../store/profile-preferences.ts';

/**
 * Gives profiles the order in which they are named, after a person moved one of them. Throws `invalid-input` for a list
 * that isn't one.
 */
export async function moveProfile(request: { profileKeys: ProfileKey[]; moved: ProfileKey }): Promise<null> {
  const { profileKeys, moved } = request;
  if (!profileKeys.includes(moved) || new Set(profileKeys).size !== profileKeys.length)
    throw new FailureError({ code: 'invalid-input', field: 'profileKeys' });
  await updateAllProfilePreferences((stored) => {
    const order = profileKeys.map((key) => ({ key, position: stored.get(key)?.position ?? null }));
    return [...positionsAfterMove(order, moved)].map(([key, position]) => [key, { position }]);
  });
  return null;
}

/** Removes the person's own order: all profiles are in the automatic one again. */
export async function clearProfileOrder(): Promise<null> {
  await updateAllProfilePreferences((stored) =>
    [...stored.values()]
      .filter(({ position }) => position !== null)
      .map(({ profileKey }) => [profileKey, { position: null }]),
  );
  return null;
}

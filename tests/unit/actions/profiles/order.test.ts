import { beforeEach, describe, expect, it } from 'vitest';
import { clearProfileOrder, moveProfile } from '../../../../lib/actions/profiles/order.ts';
import { profileKeyOf } from '../../../../lib/domain/identity/keys.ts';
import {
  listProfilePreferences,
  updateProfilePreferences,
} from '../../../../lib/store/profile-preferences.ts';
import { freshDatabase, US } from '../../store/rows.ts';
import { failureOf } from '../connected-account.ts';

const [a, b, c] = ['a', 'b', 'c'].map((id) => profileKeyOf(US, id)) as [
  ReturnType<typeof profileKeyOf>,
  ReturnType<typeof profileKeyOf>,
  ReturnType<typeof profileKeyOf>,
];
const inOrder = async () =>
  (await listProfilePreferences())
    .filter(({ position }) => position !== null)
    .sort((x, y) => x.position! - y.position!)
    .map(({ profileKey }) => profileKey);

beforeEach(freshDatabase);

describe('moveProfile', () => {
  it('stores the order as it is seen, and nothing for what comes after the moved profile', async () => {
    await moveProfile({ profileKeys: [b, a, c], moved: b });
    expect(await inOrder()).toEqual([b]);
    await moveProfile({ profileKeys: [b, c, a], moved: c });
    expect(await inOrder()).toEqual([b, c]);
    await moveProfile({ profileKeys: [c, b, a], moved: c });
    expect(await inOrder()).toEqual([c, b]);
  });

  it('leaves the other preferences of the profiles as they are', async () => {
    await updateProfilePreferences(a, (stored) => ({ ...stored, tag: 'prod', favourite: true }), 1);
    await moveProfile({ profileKeys: [a, b], moved: a });
    await clearProfileOrder();
    expect(await inOrder()).toEqual([]);
    const [row] = await listProfilePreferences();
    expect(row).toMatchObject({ profileKey: a, tag: 'prod', favourite: true, position: null });
    expect(row!.updatedAt).toBeGreaterThan(1);
  });

  it('refuses a list without the moved profile, or with one twice', async () => {
    const refused = { code: 'invalid-input', field: 'profileKeys' };
    expect(await failureOf(moveProfile({ profileKeys: [a], moved: b }))).toEqual(refused);
    expect(await failureOf(moveProfile({ profileKeys: [a, a], moved: a }))).toEqual(refused);
  });
});

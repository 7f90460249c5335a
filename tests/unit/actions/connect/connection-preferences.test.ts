import { beforeEach, describe, expect, it } from 'vitest';
import {
  orderConnections,
  setConnectionPreferences,
} from '../../../../lib/actions/connect/connection-preferences.ts';
import { setPreferences } from '../../../../lib/actions/settings.ts';
import { connectionName } from '../../../../lib/domain/identity/connection.ts';
import type { PreferencesByConnection } from '../../../../lib/domain/identity/connection-preferences.ts';
import {
  getConnection,
  listConnections,
  putConnection,
  removeConnection,
} from '../../../../lib/store/connections.ts';
import { listRows } from '../../../../lib/store/rows.ts';
import { connectionRow, freshDatabase } from '../../store/rows.ts';

const ONE = connectionRow(1);
const TWO = connectionRow(2);
const THREE = connectionRow(3);

beforeEach(async () => {
  await freshDatabase();
  for (const row of [ONE, TWO, THREE]) await putConnection(row);
});

const names = async () => (await listConnections()).map((connection) => connectionName(connection));

describe('a connection', () => {
  it('is named by its label, and by its email without one', async () => {
    const change = { label: 'Customer A', colour: '#2f7d5b' };
    await setConnectionPreferences({ connectionKey: TWO.key, change });
    expect(await names()).toEqual(['person1@example.com', 'Customer A', 'person3@example.com']);
    expect(await getConnection(TWO.key)).toMatchObject({ ...change, email: 'person2@example.com' });

    await setConnectionPreferences({ connectionKey: TWO.key, change: { label: null } });
    expect((await names())[1]).toBe('person2@example.com');
    expect((await getConnection(TWO.key))?.colour).toBe('#2f7d5b');
  });

  it('keeps the position that the person chose; others follow by age', async () => {
    await orderConnections({ connectionKeys: [THREE.key, ONE.key, TWO.key] });
    expect(await names()).toEqual(['person3@example.com', 'person1@example.com', 'person2@example.com']);
    await putConnection(connectionRow(4));
    expect((await names()).at(-1)).toBe('person4@example.com');
  });

  it('has its label again after it was disconnected and connected', async () => {
    await setConnectionPreferences({ connectionKey: ONE.key, change: { label: 'Home' } });
    await removeConnection(ONE.key);
    await putConnection(ONE);
    expect((await names())[0]).toBe('Home');
  });

  it('stores preferences apart from its row, where they would go stale', async () => {
    await setConnectionPreferences({ connectionKey: ONE.key, change: { label: 'Home' } });
    await putConnection((await getConnection(ONE.key))!);
    expect(Object.keys((await listRows('connections'))[0]!)).not.toContain('label');
  });

  it.each([
    ['a line break', 'a\nb'],
    ['surrounding spaces', ' a '],
    ['61 characters', 'a'.repeat(61)],
  ])('refuses a label with %s', async (_what, label) => {
    const refused = setConnectionPreferences({ connectionKey: ONE.key, change: { label } });
    await expect(refused).rejects.toMatchObject({ failure: { code: 'invalid-input', field: 'label' } });
  });

  it('is not renamed by a change of other preferences', async () => {
    await setConnectionPreferences({ connectionKey: ONE.key, change: { label: 'Home' } });
    await setPreferences({ change: { theme: 'dark', connections: {} as PreferencesByConnection } });
    expect((await names())[0]).toBe('Home');
  });
});

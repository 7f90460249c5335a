import type {
  ConnectionPreferences,
  PreferencesByConnection,
} from '../domain/identity/connection-preferences.ts';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import { isObject } from '../domain/json.ts';
import type { Preferences } from '../domain/settings/settings.ts';
import type { Synced } from '../store/schema.ts';
import { getPreferences, updatePreferences } from '../store/settings.ts';
import { ITEM_BYTES, sizeOf, TOTAL_BYTES } from './chunks.ts';
import { CONNECTION_FIELDS, connectionItem, connectionOfItem } from './connection-items.ts';
import { type FieldSet, type Fields, untouchedChanges, writable } from './field-set.ts';
import { SETTING_FIELDS, SETTINGS_ITEM, settingValues, withSettings } from './settings-item.ts';

/** The browser stores 512 items in all; profiles take 32 of them. */
const MAX_ITEMS = 400;

const NO_PREFERENCES: ConnectionPreferences = { label: null, colour: null, position: null };

/** The settings and connections that are agreed now, and the items that hold them. */
interface MergedItems extends Pick<Synced, 'settings' | 'connections'> {
  items: Record<string, object>;
  bytes: number;
  /** Items for which there is no room. */
  leftOut: number;
}

/**
 * Merges the settings and what the person set for connections: this browser's, what was last agreed, and what other
 * browsers wrote. The newer of each field wins and is stored here.
 */
export async function mergeItems(
  agreed: Pick<Synced, 'settings' | 'connections'>,
  stored: Record<string, unknown>,
  now: number,
): Promise<MergedItems> {
  const preferences = await getPreferences();
  const { updatedAt } = preferences;
  const settings = mergeItem(SETTING_FIELDS, settingValues(preferences), {
    updatedAt,
    agreed: agreed.settings,
    stored: stored[SETTINGS_ITEM],
    now,
  });
  const keys = new Set([
    ...(Object.keys(preferences.connections) as ConnectionKey[]),
    ...(Object.keys(agreed.connections) as ConnectionKey[]),
    ...Object.keys(stored).flatMap((name) => connectionOfItem(name) ?? []),
  ]);
  const connections = [...keys].sort().map((key) => ({
    key,
    ...mergeItem(CONNECTION_FIELDS, valuesOf(preferences, key), {
      updatedAt,
      agreed: agreed.connections[key],
      stored: stored[connectionItem(key)],
      now,
    }),
  }));
  await storeSettingChanges(preferences, settings.fields, connections);
  return {
    settings: settings.fields,
    connections: Object.fromEntries(connections.map(({ key, fields }) => [key, fields])),
    ...fitItems(settings.item, connections),
  };
}

interface MergedItem {
  fields: Fields;
  /** What the item should hold; undefined: it isn't written. */
  item: object | undefined;
}

function mergeItem(
  set: FieldSet,
  values: Record<string, unknown>,
  {
    updatedAt,
    agreed,
    stored,
    now,
  }: { updatedAt: number; agreed: Fields | undefined; stored: unknown; now: number },
): MergedItem {
  const local = set.local(values, updatedAt, agreed, now);
  // Somebody else wrote it: it is left as it is.
  if (stored !== undefined && !isObject(stored)) return { fields: local, item: undefined };
  const { fields: remote, rest } = set.fromWire(stored, now);
  const fields = set.newer(local, remote);
  const item = { ...rest, ...writable(set.toWire(fields), rest) };
  return { fields, item: Object.keys(item).length > 0 ? item : undefined };
}

/** Returns the items that fit into `storage.sync`, the settings first, then the connections set last. */
function fitItems(
  settings: object | undefined,
  connections: ({ key: ConnectionKey } & MergedItem)[],
): Pick<MergedItems, 'items' | 'bytes' | 'leftOut'> {
  const newestFirst = [...connections].sort(
    (a, b) => CONNECTION_FIELDS.newestAt(b.fields) - CONNECTION_FIELDS.newestAt(a.fields),
  );
  const wanted: [string, object | undefined][] = [
    [SETTINGS_ITEM, settings],
    ...newestFirst.map(({ key, item }): [string, object | undefined] => [connectionItem(key), item]),
  ];
  const items: Record<string, object> = {};
  let bytes = 0;
  let leftOut = 0;
  for (const [name, item] of wanted) {
    if (!item) continue;
    const size = sizeOf(name, item);
    const fits = size <= ITEM_BYTES && bytes + size <= TOTAL_BYTES && Object.keys(items).length < MAX_ITEMS;
    if (!fits) {
      leftOut++;
      continue;
    }
    items[name] = item;
    bytes += size;
  }
  return { items, bytes, leftOut };
}

function valuesOf(preferences: Preferences, key: ConnectionKey): Record<string, unknown> {
  return { ...NO_PREFERENCES, ...preferences.connections[key] };
}

/**
 * Stores what other browsers changed in the settings and connections, except for fields that the person has changed
 * here meanwhile.
 */
async function storeSettingChanges(
  before: Preferences,
  settings: Fields,
  connections: { key: ConnectionKey; fields: Fields }[],
): Promise<void> {
  const changes = SETTING_FIELDS.changes(settingValues(before), settings);
  const byConnection = connections
    .map(({ key, fields }) => ({ key, changes: CONNECTION_FIELDS.changes(valuesOf(before, key), fields) }))
    .filter((one) => Object.keys(one.changes).length > 0);
  if (Object.keys(changes).length === 0 && byConnection.length === 0) return;
  const newest = [SETTING_FIELDS.newestAt(settings)].concat(
    connections.map(({ fields }) => CONNECTION_FIELDS.newestAt(fields)),
  );
  await updatePreferences(
    (stored) => {
      const ofSettings = untouchedChanges(changes, settingValues(stored), settingValues(before));
      const ofConnections = byConnection
        .map((one) => ({
          key: one.key,
          changes: untouchedChanges(one.changes, valuesOf(stored, one.key), valuesOf(before, one.key)),
        }))
        .filter((one) => Object.keys(one.changes).length > 0);
      if (Object.keys(ofSettings).length === 0 && ofConnections.length === 0) return stored;
      const merged = ofConnections.map((one) => [
        one.key,
        { ...stored.connections[one.key], ...one.changes },
      ]);
      return {
        ...withSettings(stored, ofSettings),
        connections: { ...stored.connections, ...(Object.fromEntries(merged) as PreferencesByConnection) },
      };
    },
    Math.max(...newest),
  );
}

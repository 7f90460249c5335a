import { isConnectionPosition, isLabel } from '../domain/identity/connection-preferences.ts';
import { isKey } from '../domain/identity/key-rule.ts';
import type { ConnectionKey } from '../domain/identity/keys.ts';
import { isColour } from '../domain/settings/colour-value.ts';
import { FieldSet } from './field-set.ts';

/** One item for each connection, so that one change writes little. */
const PREFIX = 'connection1.';

/** What is synced of a connection. */
export const CONNECTION_FIELDS = new FieldSet({
  label: { wire: 'l', unset: null, isValid: isLabel },
  colour: { wire: 'c', unset: null, isValid: isColour },
  position: { wire: 'p', unset: null, isValid: isConnectionPosition },
});

export function connectionItem(key: ConnectionKey): string {
  return PREFIX + key;
}

/** Returns the connection that an item is about; null for another kind of item. */
export function connectionOfItem(name: string): ConnectionKey | null {
  const key = name.slice(PREFIX.length);
  return name.startsWith(PREFIX) && isKey(key) ? key : null;
}

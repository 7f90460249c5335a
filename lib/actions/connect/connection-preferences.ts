import { FailureError } from '../../domain/failure.ts';
import { type ConnectionPreferences, isLabel } from '../../domain/identity/connection-preferences.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { isColour } from '../../domain/settings/colour-value.ts';
import { updateConnectionPreferences } from '../../store/settings.ts';
import { connectionOf } from '../lookup.ts';

/**
 * Renames or colors a connection, here only: the account keeps its name. Throws `invalid-input` and `not-connected`.
 */
export async function setConnectionPreferences(request: {
  connectionKey: ConnectionKey;
  change: Partial<Pick<ConnectionPreferences, 'label' | 'colour'>>;
}): Promise<null> {
  const { connectionKey } = request;
  const { label, colour } = request.change;
  await connectionOf(connectionKey);
  if (label && !isLabel(label)) throw new FailureError({ code: 'invalid-input', field: 'label' });
  if (colour && !isColour(colour)) throw new FailureError({ code: 'invalid-input', field: 'colour' });
  const change = { ...(label !== undefined && { label }), ...(colour !== undefined && { colour }) };
  await updateConnectionPreferences((stored) => ({
    ...stored,
    [connectionKey]: { ...stored[connectionKey], ...change },
  }));
  return null;
}

/** Puts the connections into this order; those that aren't named come after them, by age. */
export async function orderConnections(request: { connectionKeys: ConnectionKey[] }): Promise<null> {
  for (const key of request.connectionKeys) await connectionOf(key);
  await updateConnectionPreferences((stored) => ({
    ...stored,
    ...Object.fromEntries(
      request.connectionKeys.map((key, index) => [key, { ...stored[key], position: index + 1 }]),
    ),
  }));
  return null;
}

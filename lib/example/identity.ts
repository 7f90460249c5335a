import { type ApiOrigin, connectionKeyOf, type ProfileRef, profileKeyOf } from '../domain/identity/keys.ts';

/** An address that can't exist (RFC 2606): nothing made from an example's key leads anywhere. */
export const ORIGIN = 'https://api.example.invalid' as ApiOrigin;
export const ACCOUNT_ID = idOf(0);
export const CONNECTION_KEY = connectionKeyOf(ORIGIN, ACCOUNT_ID);

/** The people of the example's teams. */
export const PEOPLE = ['Ana Souza', 'Marta Vidal', 'Tom Becker', 'Priya Nair'] as const;

export function emailOf(name: string): string {
  return `${name.split(' ')[0]!.toLowerCase()}@example.com`;
}

/** Returns the id of an example object, by its number. */
export function idOf(number: number): string {
  return `e${number.toString(16).padStart(23, '0')}`;
}

/** Returns the profile at this index of the example's list. */
export function refAt(index: number): ProfileRef {
  return { connectionKey: CONNECTION_KEY, profileKey: profileKeyOf(ORIGIN, idOf(index + 1)) };
}

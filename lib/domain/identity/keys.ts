/* Keys that survive a reconnect: API origin and platform id, never a name. */

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Canonical API origin, e.g. `https://api.us-e1.tago.io` (no path, no trailing slash). */
export type ApiOrigin = Branded<'ApiOrigin'>;
/** `<ApiOrigin>#<account id>`: an account on one region's API. Credentials and permissions are stored under it. */
export type ConnectionKey = Branded<'ConnectionKey'>;
/** `<ApiOrigin>#<profile id>`: one profile, through any connection. Preferences are stored under it. */
export type ProfileKey = Branded<'ProfileKey'>;

/** A profile through one connection. */
export interface ProfileRef {
  connectionKey: ConnectionKey;
  profileKey: ProfileKey;
}

/** Returns the key of a connection from its canonical origin and account id. */
export function connectionKeyOf(origin: ApiOrigin, accountId: string): ConnectionKey {
  return `${origin}#${accountId}` as ConnectionKey;
}

/** Returns the key of a profile from its canonical origin and profile id. */
export function profileKeyOf(origin: ApiOrigin, profileId: string): ProfileKey {
  return `${origin}#${profileId}` as ProfileKey;
}

/** Returns the API origin inside a key. */
export function originOf(key: ConnectionKey | ProfileKey): ApiOrigin {
  return key.slice(0, key.lastIndexOf('#')) as ApiOrigin;
}

/** Returns the platform id (account or profile) inside a key. */
export function platformIdOf(key: ConnectionKey | ProfileKey): string {
  return key.slice(key.lastIndexOf('#') + 1);
}

/** Returns one string for a profile through one connection, for maps and DOM keys. */
export function refId(ref: ProfileRef): string {
  return `${ref.connectionKey}|${ref.profileKey}`;
}

/** Returns the inverse of {@link refId}; null when the text is not one. */
export function refFromId(id: string): ProfileRef | null {
  const [connectionKey, profileKey, rest] = id.split('|');
  if (!connectionKey?.includes('#') || !profileKey?.includes('#') || rest !== undefined) return null;
  return { connectionKey: connectionKey as ConnectionKey, profileKey: profileKey as ProfileKey };
}

/** Returns true if both name the same profile through the same connection. */
export function sameRef(a: ProfileRef | null | undefined, b: ProfileRef | null | undefined): boolean {
  return !!a && !!b && a.connectionKey === b.connectionKey && a.profileKey === b.profileKey;
}

/** Returns only the two keys of a profile, row or message. */
export function refOf({ connectionKey, profileKey }: ProfileRef): ProfileRef {
  return { connectionKey, profileKey };
}

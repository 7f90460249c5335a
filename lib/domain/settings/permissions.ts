import type { ApiOrigin } from '../identity/keys.ts';

/** Optional permissions of the manifest, requested when they are first needed. */
export const OPTIONAL_PERMISSIONS = ['notifications', 'clipboardRead', 'idle'] as const;
export type OptionalPermission = (typeof OPTIONAL_PERMISSIONS)[number];

/** A browser permission. */
export interface Permission {
  /** True when it is granted now. */
  has(): Promise<boolean>;
  /**
   * Requests the permission from the person. Must be called in a click handler before any `await`, or the browser
   * refuses. Resolves without a prompt if it is already granted.
   */
  request(): Promise<boolean>;
  /** Revokes the permission; false when the browser keeps it. */
  remove(): Promise<boolean>;
}

/** The browser's permissions; pages get them from their entrypoint (lib/permissions/permissions.ts). */
export interface Permissions {
  optional(name: OptionalPermission): Permission;
  /** Access to the platform's host at an origin; of several, to all of them, requested in one prompt. */
  host(...origins: ApiOrigin[]): Permission;
  /** Match patterns of the granted hosts that the manifest doesn't require. */
  grantedHosts(): Promise<string[]>;
  /** Revokes access to a host, by its match pattern. */
  removeHost(pattern: string): Promise<boolean>;
  /** Calls `listener` after every change, wherever it was made. Returns a function that stops it. */
  onChange(listener: () => void): () => void;
}

import type { ApiOrigin } from '../identity/keys.ts';

/** Asked for at the moment of use; the manifest lists them as optional. */
export const OPTIONAL_PERMISSIONS = ['notifications', 'clipboardRead', 'idle'] as const;
export type OptionalPermission = (typeof OPTIONAL_PERMISSIONS)[number];

/** A permission as the browser grants it. */
export interface Permission {
  /** True when it is granted now. */
  has(): Promise<boolean>;
  /**
   * Asks the person. Call it first thing in the handler of their click, before any `await`, or the browser
   * refuses to ask. Resolves at once, without a prompt, when it was granted before.
   */
  request(): Promise<boolean>;
  /** Gives it back; false when the browser keeps it. */
  remove(): Promise<boolean>;
}

/** The browser's permissions; pages get them from their entrypoint (lib/permissions/permissions.ts). */
export interface Permissions {
  optional(name: OptionalPermission): Permission;
  /** Access to the platform's host at an origin. */
  host(origin: ApiOrigin): Permission;
  /** Match patterns of the hosts that were granted beside those of the manifest. */
  grantedHosts(): Promise<string[]>;
  /** Gives a host back, by its match pattern. */
  removeHost(pattern: string): Promise<boolean>;
  /** Calls back after every change, also those made in the browser's own pages; returns how to stop. */
  onChange(listener: () => void): () => void;
}

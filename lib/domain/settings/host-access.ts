import type { ApiOrigin } from '../identity/keys.ts';

/** Access to a platform's host, as the browser grants it (lib/permissions/host-permission.ts does it). */
export interface HostAccess {
  /** True when the extension may reach this origin now. */
  has(origin: ApiOrigin): Promise<boolean>;
  /**
   * Asks the person for access. Call it first thing in the handler of their click, before any `await`, or the
   * browser refuses to ask. Resolves at once, without a prompt, when access was given before.
   */
  request(origin: ApiOrigin): Promise<boolean>;
  /** Gives the access to an origin back; false when the browser keeps it (a host of the manifest). */
  drop(origin: ApiOrigin): Promise<boolean>;
  /** Tells of every change of the granted hosts, also those made in the browser's own pages. */
  onChange(listener: () => void): () => void;
}

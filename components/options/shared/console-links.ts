import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { sitesOf } from '../../../lib/domain/identity/region.ts';

export interface ConsoleLinks {
  profile: string;
  billing: string;
  allocation: string;
  limits: string;
}

/** Returns pages of the console that belongs to a connection's API. */
export function consoleLinks({ origin }: Pick<Connection, 'origin'>): ConsoleLinks {
  const { console: base } = sitesOf(origin);
  return {
    profile: `${base}/profile`,
    billing: `${base}/account/billing`,
    allocation: `${base}/account/billing/allocation`,
    limits: `${base}/limits/hard`,
  };
}

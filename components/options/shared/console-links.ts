import type { Connection } from '../../../lib/domain/identity/connection.ts';

export interface ConsoleLinks {
  profile: string;
  billing: string;
  allocation: string;
  limits: string;
}

/** Pages of the platform's console. A TagoDeploy has one of its own, at its API host with `admin` (no API returns it). */
export function consoleLinks({ region, origin }: Pick<Connection, 'region' | 'origin'>): ConsoleLinks {
  const base = region === 'deploy' ? origin.replace('//api.', '//admin.') : 'https://admin.tago.io';
  return {
    profile: `${base}/profile`,
    billing: `${base}/account/billing`,
    allocation: `${base}/account/billing/allocation`,
    limits: `${base}/limits/hard`,
  };
}

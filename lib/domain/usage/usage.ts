import type { Failure } from '../failure.ts';
import type { ProfileRef } from '../identity/keys.ts';

/** Latest summary of one profile. `fetchedAt` null: never read. The last failure stays until a success. */
export interface Usage extends ProfileRef {
  /** By service key; unknown services of the platform are kept. Units by service (see service.ts). */
  services: Record<string, ServiceUsage>;
  /** By resource key (device, dashboard, …). */
  resources: Record<string, number>;
  fetchedAt: number | null;
  failure: { failure: Failure; at: number } | null;
}

export interface ServiceUsage {
  used: number;
  /** 0: nothing allocated. */
  limit: number;
}

import { refId } from '../identity/keys.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Usage } from './usage.ts';
import { usageStatus } from './usage-status.ts';

/** How many profiles are blocked, and how many have a service at 80 % or more without being blocked. */
export function countAtRisk(
  profiles: readonly Profile[],
  usage: ReadonlyMap<string, Usage>,
  now: number,
): { blocked: number; near: number } {
  const count = { blocked: 0, near: 0 };
  for (const profile of profiles) {
    const level = usageStatus(usage.get(refId(profile)), now).worst?.level;
    if (level === 'blocked') count.blocked++;
    else if (level === 'high' || level === 'warning') count.near++;
  }
  return count;
}

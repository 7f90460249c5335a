import { isTemporary, type StaleCause } from '../domain/usage/stale-usage.ts';
import type { UsageStatus } from '../domain/usage/usage-status.ts';
import { staleCauseText } from './stale-cause-text.ts';
import { t } from './t.ts';

/** Returns why a profile has no service to show, in a few words; in fewer where there is little space. */
export function noUsageText(
  { fetchedAt, unreadable }: UsageStatus,
  cause: StaleCause | null,
  { short = false } = {},
): string {
  if (cause && !isTemporary(cause)) return staleCauseText(cause, { short });
  if (unreadable.length > 0) return t('usageUnknown');
  if (fetchedAt === null) return t('usageNotRead');
  return t(short ? 'usageNotAllocated' : 'profilesNothingAllocated');
}

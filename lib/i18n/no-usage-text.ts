import { isOnlyLate, type OldCause } from '../domain/usage/old-numbers.ts';
import type { UsageStatus } from '../domain/usage/usage-status.ts';
import { oldCauseText } from './old-cause-text.ts';
import { t } from './t.ts';

/** Returns why a profile has no service to show, in a few words; in fewer where there is little space. */
export function noUsageText(
  { fetchedAt, unreadable }: UsageStatus,
  cause: OldCause | null,
  { short = false } = {},
): string {
  if (cause && !isOnlyLate(cause)) return oldCauseText(cause, { short });
  if (unreadable.length > 0) return t('usageUnknown');
  if (fetchedAt === null) return t('usageNotRead');
  return t(short ? 'usageNotAllocated' : 'profilesNothingAllocated');
}

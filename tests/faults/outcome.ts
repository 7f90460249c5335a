import type { Reply } from './world.ts';

/** Codes of failures after which the change may have been made. */
const UNKNOWN_OUTCOME: ReadonlySet<string> = new Set([
  'outcome-unknown',
  // Repeated reads don't show the change; it may still be made.
  'server',
  // The change was made, or not; only storing it failed.
  'storage-full',
  'storage-failed',
]);

type Outcome = 'confirmed' | 'refused' | 'unknown';

/**
 * Returns whether an action was confirmed, refused, or neither. A reply with results per item counts as its only
 * item's.
 */
export function outcomeOf({ reply }: { reply: Reply | null }): Outcome {
  if (!reply) return 'unknown';
  const single = Array.isArray(reply.value)
    ? (reply.value[0] as { failure?: { code: string } | null } | undefined)
    : null;
  const failure = reply.ok ? single?.failure : reply.failure;
  if (!failure) return 'confirmed';
  return UNKNOWN_OUTCOME.has(failure.code) ? 'unknown' : 'refused';
}

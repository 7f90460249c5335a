import type { OldCause } from '../domain/usage/old-numbers.ts';
import { type MessageKey, t } from './t.ts';

const KEYS: Record<OldCause, MessageKey> = {
  'needs-token': 'profilesNeedsToken',
  'needs-sign-in': 'popupRowSignIn',
  'host-permission': 'connectionNoAccess',
  'last-month': 'usageLastMonth',
  failed: 'overviewStale',
  stale: 'overviewStale',
};

/** Returns in a few words why a profile's numbers may not be true anymore; in two where there is little space. */
export function oldCauseText(cause: OldCause, { short = false } = {}): string {
  return t(short && cause === 'needs-token' ? 'popupRowDenied' : KEYS[cause]);
}

import type { StaleCause } from '../domain/usage/stale-usage.ts';
import { type MessageKey, t } from './t.ts';

const KEYS: Record<StaleCause, MessageKey> = {
  'needs-token': 'profilesNeedsToken',
  'needs-sign-in': 'popupRowSignIn',
  'host-permission': 'connectionNoAccess',
  'last-month': 'usageLastMonth',
  failed: 'overviewStale',
  stale: 'overviewStale',
};

/** Returns in a few words why a profile's numbers may not be true anymore; in two where there is little space. */
export function staleCauseText(cause: StaleCause, { short = false } = {}): string {
  return t(short && cause === 'needs-token' ? 'popupRowDenied' : KEYS[cause]);
}

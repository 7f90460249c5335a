import type { OldCause } from '../domain/usage/old-numbers.ts';
import { type MessageKey, t } from './t.ts';

const KEYS: Record<OldCause, MessageKey> = {
  'needs-token': 'popupRowDenied',
  'needs-sign-in': 'popupRowSignIn',
  'host-permission': 'popupRowNoAccess',
  'last-month': 'usageLastMonth',
  failed: 'overviewStale',
  stale: 'overviewStale',
};

/** Returns in a word or two why a profile's numbers may not be true any more. */
export const oldCauseText = (cause: OldCause): string => t(KEYS[cause]);

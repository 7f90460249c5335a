import type { ProfileKey } from '../identity/keys.ts';

export type Periodicity = 'hour' | 'day' | 'month';

/** One row of a profile's statistics; `time` is ISO 8601 in UTC, values by service key. */
export interface HistoryRow {
  profileKey: ProfileKey;
  periodicity: Periodicity;
  time: string;
  values: Record<string, number>;
  /** Services whose number couldn't be read: of them nothing is known, as without a row. */
  unreadable?: string[];
}

import type { SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import type { CostBreakdown, ProfileCost } from '../../../lib/domain/billing/cost.ts';
import { isFullyPriced } from '../../../lib/domain/billing/cost-parts.ts';
import { type Connection, connectionName } from '../../../lib/domain/identity/connection.ts';
import type { Profile } from '../../../lib/domain/profiles/profile.ts';
import type { ProfilePreferences } from '../../../lib/domain/settings/profile-preferences.ts';
import type { CsvValue } from '../../../lib/domain/text/csv.ts';
import { csvText } from '../../../lib/i18n/csv-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { goneProfileText } from '../shared/gone-profile-text.ts';
import { type NotedRow, withNotes } from '../shared/with-notes.ts';

/** What a CSV file of an account's cost is made from. */
export interface CostFile {
  connection: Pick<Connection, 'accountName' | 'email' | 'label'>;
  subscription: Pick<SubscriptionFacts, 'cycleStart' | 'cycleEnd'>;
  cost: CostBreakdown;
  /** Returns a profile by its platform id; undefined for one that is gone. */
  rowOf: (
    profileId: string,
  ) =>
    | { profile: Pick<Profile, 'name'>; preferences: Pick<ProfilePreferences, 'markUp'> | undefined }
    | undefined;
}

/** Returns a file whose last column has the notes, if there are any. */
export function csvWithNotes(head: string[], rows: NotedRow[]): string {
  return csvText(withNotes(head, rows));
}

export function profileNote(profile: ProfileCost, cost: CostBreakdown): string | null {
  return noteOf({ isPriced: isFullyPriced(profile, cost), areLimitsKnown: !profile.areLimitsUnreadable });
}

export function noteOf({
  isPriced,
  areLimitsKnown,
}: {
  isPriced: boolean;
  areLimitsKnown: boolean;
}): string | null {
  const lacking = [!isPriced && t('overviewCostPart'), !areLimitsKnown && t('limitsUnread')];
  return lacking.filter(Boolean).join('; ') || null;
}

export function commonHead(): string[] {
  return [t('profilesColumnProfile'), t('profileId'), t('csvAccount'), t('csvCycleStart'), t('csvCycleEnd')];
}

export function cycleCells(
  connection: CostFile['connection'],
  { cycleStart, cycleEnd }: CostFile['subscription'],
): CsvValue[] {
  return [connectionName(connection, 'accountName'), cycleStart, cycleEnd];
}

/** Returns a profile's name, without what disambiguates it: its id is in the next column. */
export function plainNameOf({ profileId }: ProfileCost, rowOf: CostFile['rowOf']): string {
  return rowOf(profileId)?.profile.name ?? goneProfileText(profileId);
}

export function moneyCell(cents: number | null): CsvValue {
  return cents === null ? null : { hundredths: cents };
}

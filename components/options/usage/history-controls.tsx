import type { ComponentChildren } from 'preact';
import { monthNames } from '../../../lib/domain/usage/history-range.ts';
import { servicesOf } from '../../../lib/domain/usage/services-of.ts';
import { serviceLabel } from '../../../lib/i18n/service-text.ts';
import { language, type MessageKey, t } from '../../../lib/i18n/t.ts';
import { SelectField } from '../../ui/field.tsx';
import { ProfileField } from '../shared/profile-field.tsx';
import { type ProfileRow, profileRows } from '../shared/profile-rows.ts';
import { setParams } from '../shell/router.ts';
import { type HistoryChoice, isMonth, MONTH_CHOICES, PERIODICITIES, rangesFor } from './history-choice.ts';

/** The choice of what the chart shows: service, periodicity, range, cumulative or not, and what to compare with. */
export function HistoryControls({
  choice,
  profileRow,
  now,
  lead,
}: {
  choice: HistoryChoice;
  profileRow: ProfileRow;
  now: number;
  lead?: ComponentChildren;
}) {
  const services = servicesOf(profileRow.usage);
  return (
    <div class="toolbar history-controls">
      {lead}
      <SelectField
        label={t('settingsBadgeService')}
        value={choice.service}
        choices={services.map((value) => ({ value, label: serviceLabel(value) }))}
        onChange={(service) => setParams({ service })}
      />
      <SelectField
        label={t('historyBy')}
        value={choice.by}
        choices={PERIODICITIES.map((value) => ({ value, label: t(`historyBy_${value}` as MessageKey) }))}
        onChange={(by) => setParams({ by, range: '' })}
      />
      <SelectField
        label={t('historyRange')}
        value={choice.range}
        choices={rangesFor(choice.by, now).map((value) => ({
          value,
          label: value === monthNames(now, 1)[0] ? t('historyThisMonth') : rangeText(value),
        }))}
        onChange={(range) => setParams({ range })}
      />
      <SelectField
        label={t('historyMode')}
        value={choice.mode}
        choices={(['total', 'used'] as const).map((value) => ({ value, label: t(`historyMode_${value}`) }))}
        onChange={(mode) => setParams({ mode })}
      />
      <ProfileField
        label={t('historyCompare')}
        value={choice.against}
        before={monthChoices(choice, now)}
        rows={profileRows.value.filter(({ id }) => id !== profileRow.id)}
        onChange={(against) => setParams({ against })}
      />
    </div>
  );
}

/** Returns nothing and the months, to compare with. */
function monthChoices({ range, by }: HistoryChoice, now: number) {
  const months: string[] = isMonth(range, by, now)
    ? monthNames(now, MONTH_CHOICES).filter((month) => month !== range)
    : [];
  return [
    { value: '', label: t('historyCompareNone') },
    ...months.map((value) => ({ value, label: monthText(value) })),
  ];
}

/** Returns a range's name in the person's language: `November 2026`, `Last 7 days`. */
export function rangeText(range: string): string {
  return /^\d{4}-/.test(range) ? monthText(range) : t(`historyRange_${range}` as MessageKey);
}

/** Returns a month's name, e.g. `October 2026`. */
export function monthText(month: string): string {
  return new Intl.DateTimeFormat(language(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month}-01T00:00:00Z`),
  );
}

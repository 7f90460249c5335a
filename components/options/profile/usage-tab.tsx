import { matrixCell, matrixProfileOf } from '../../../lib/domain/usage/matrix.ts';
import { noUsageText } from '../../../lib/i18n/no-usage-text.ts';
import { numberText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { LevelMark } from '../../ui/level.tsx';
import { richText } from '../../ui/rich-text.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { ReadAge } from '../shared/read-age.tsx';
import { Section } from '../shell/page.tsx';
import { UsageHistory } from '../usage/usage-history.tsx';
import { OwnersLimits } from './overview-tab.tsx';
import { resourceLabel } from './resource-label.ts';
import { ServiceBar } from './service-bar.tsx';

/** A profile's services, those without allocation last, its history, and its resources. */
export function UsageTab({ row }: { row: ProfileRow }) {
  const { services } = row.status;
  const resources = Object.keys(row.usage?.resources ?? {});
  return (
    <>
      <Section title={t('profileServices')} soft={<ReadAge read={row.usage} profile={row.profile} />}>
        <OwnersLimits row={row} />
        {services.length === 0 ? (
          <p class="soft">{noUsageText(row.status, null)}</p>
        ) : (
          <div class="service-bars service-bars--wide">
            {services.map((service) => (
              <ServiceBar key={service.service} service={service} raiseIn={row.profile} />
            ))}
          </div>
        )}
      </Section>
      <Section title={t('historyTitle')} soft={t('historySoft')}>
        <UsageHistory profileRow={row} />
      </Section>
      {resources.length > 0 && (
        <Section title={t('profileResources')}>
          <dl class="resources">
            {resources.map((key) => (
              <div key={key}>
                <dt>{resourceLabel(key)}</dt>
                <dd>
                  <ResourceAmount row={row} resource={key} />
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </>
  );
}

/** How many there are of a resource, and of how many where that is known and not 0; near the limit with its level. */
export function ResourceAmount({ row, resource }: { row: ProfileRow; resource: string }) {
  const { used, limit, level } = matrixCell('resources', matrixProfileOf(row), resource)!;
  const amount = <b>{numberText(used)}</b>;
  if (limit === null || level === null) return amount;
  return (
    <>
      {richText('usageAmount', amount, numberText(limit))} <LevelMark level={level} />
    </>
  );
}

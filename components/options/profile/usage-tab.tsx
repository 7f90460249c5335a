import { numberText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
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
  const resources = Object.entries(row.usage?.resources ?? {});
  return (
    <>
      <Section title={t('profileServices')} soft={<ReadAge read={row.usage} profile={row.profile} />}>
        <OwnersLimits row={row} />
        {services.length === 0 ? (
          <p class="soft">{t(row.status.unreadable.length > 0 ? 'usageUnknown' : 'usageNotRead')}</p>
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
            {resources.map(([key, amount]) => (
              <div key={key}>
                <dt>{resourceLabel(key)}</dt>
                <dd>{numberText(amount)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </>
  );
}

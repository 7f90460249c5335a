import { csvOf } from '../../../lib/domain/csv.ts';
import { percentOf } from '../../../lib/domain/level.ts';
import { regionText } from '../../../lib/i18n/profile-text.ts';
import { serviceLabel, serviceUnit } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import type { ProfileLine } from '../profiles/lines.ts';

/** The usage matrix with its numbers: one line per profile and service. */
export function matrixCsv(lines: readonly ProfileLine[], services: readonly string[]): string {
  const head = [
    t('profilesColumnProfile'),
    t('profileId'),
    t('connectRegion'),
    t('settingsBadgeService'),
    t('csvUsed'),
    t('csvLimit'),
    t('csvUnit'),
    t('csvPercent'),
    t('csvReadAt'),
  ];
  const rows = lines.flatMap(({ profile, connection, usage }) =>
    services.flatMap((service) => {
      const own = usage?.services[service];
      if (!own) return [];
      const readAt = usage.fetchedAt ? new Date(usage.fetchedAt).toISOString() : null;
      return [
        [
          profile.name,
          profile.id,
          connection ? regionText(connection) : '',
          serviceLabel(service),
          own.used,
          own.limit,
          serviceUnit(service),
          percentOf(own),
          readAt,
        ],
      ];
    }),
  );
  return csvOf([head, ...rows]);
}

import type { PoolState } from '../../../lib/domain/billing/allocation.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { quantityText, serviceLabel } from '../../../lib/i18n/service-text.ts';
import { plural, t } from '../../../lib/i18n/t.ts';

/** A service's pool as the draft has it. */
interface ServiceState {
  service: string;
  state: PoolState;
  changed: number;
}

/** The services, each with what is free of it and whether something was changed. */
export function ServiceTabs({
  connection,
  current,
  serviceStates,
  areLimitsKnown,
}: {
  connection: Connection;
  current: string;
  serviceStates: readonly ServiceState[];
  /** False if a profile's can't be read: then it isn't known what is unallocated. */
  areLimitsKnown: boolean;
}) {
  return (
    <nav class="service-tabs" aria-label={t('allocationServices')}>
      {serviceStates.map(({ service, state, changed }) => (
        <a
          key={service}
          class="service-tab"
          href={optionsRoutes.allocation(connection.key, service)}
          aria-current={service === current ? 'page' : undefined}
        >
          <b>{serviceLabel(service)}</b>
          <span class={state.over > 0 ? 'error' : 'soft'}>
            {state.over > 0
              ? t('allocationTabOver', quantityText(service, state.over))
              : state.free > 0
                ? areLimitsKnown
                  ? t('allocationTabFree', quantityText(service, state.free))
                  : t('limitsUnread')
                : t('allocationTabNone')}
          </span>
          {changed > 0 && <span class="service-tab__changed">{plural('allocationChanges', changed)}</span>}
        </a>
      ))}
    </nav>
  );
}

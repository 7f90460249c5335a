import type { PoolState } from '../../../lib/domain/billing/allocation.ts';
import { numberText, quantityText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Icon } from '../../ui/icon.tsx';
import { shownColour } from '../../ui/profile-colour.ts';
import type { ShareRow } from './share-rows.ts';

/** The pool as a bar of the profiles' shares, and a text: how much is allocated and free, or too much. */
export function PoolSummary({
  service,
  pool,
  state,
  rows,
}: {
  service: string;
  pool: number;
  state: PoolState;
  rows: readonly ShareRow[];
}) {
  return (
    <div class="pool">
      <div class="pool__bar" aria-hidden="true">
        {rows
          .filter(({ limit }) => limit > 0)
          .map(({ profileId, limit, profileRow }) => (
            <span
              key={profileId}
              style={{
                flexGrow: limit,
                backgroundColor: profileRow
                  ? shownColour(profileRow.profile, profileRow.preferences)
                  : 'var(--ink-soft)',
              }}
            />
          ))}
        {state.free > 0 && <span class="pool__free" style={{ flexGrow: state.free }} />}
      </div>
      <p role="status" class={state.over > 0 ? 'pool__text pool__text--over' : 'pool__text'}>
        {state.over > 0 ? (
          <>
            <Icon name="warning" size={14} />{' '}
            {t('allocationTooMuch', quantityText(service, state.over), quantityText(service, pool))}
          </>
        ) : (
          t(
            state.free > 0 ? 'allocationFree' : 'allocationAllGiven',
            numberText(state.allocated),
            quantityText(service, pool),
            quantityText(service, state.free),
          )
        )}
      </p>
    </div>
  );
}

import type { PoolState } from '../../../lib/domain/billing/allocation.ts';
import { numberText, quantityText } from '../../../lib/i18n/service-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Icon } from '../../ui/icon.tsx';
import { shownColour } from '../../ui/profile-colour.ts';
import { OTHERS_COLOUR } from '../cost/cost-bar.tsx';
import type { ShareRow } from './share-rows.ts';

/** With more parts, a bar would be gaps and edges. */
const MAX_PARTS = 60;
/** Smaller shares would be wider in the bar than they are. */
const MIN_VISIBLE_SHARE = 1 / 500;

/** The pool as a bar of the profiles' shares, and a text: how much is allocated and free, or too much. */
export function PoolSummary({
  service,
  pool,
  state,
  rows,
  areLimitsKnown,
}: {
  service: string;
  pool: number;
  state: PoolState;
  rows: readonly ShareRow[];
  /** False if a profile's can't be read: then it isn't known what is unallocated. */
  areLimitsKnown: boolean;
}) {
  const parts = visibleShares(rows, Math.max(pool, state.allocated));
  const others = state.allocated - parts.reduce((sum, { limit }) => sum + limit, 0);
  return (
    <div class="pool">
      <div class="pool__bar" aria-hidden="true">
        {parts.map(({ profileId, limit, profileRow }) => (
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
        {others > 0 && <span style={{ flexGrow: others, backgroundColor: OTHERS_COLOUR }} />}
        {state.free > 0 && <span class="pool__free" style={{ flexGrow: state.free }} />}
      </div>
      <p role="status" class={state.over > 0 ? 'pool__text pool__text--over' : 'pool__text'}>
        {state.over > 0 ? (
          <>
            <Icon name="warning" size={14} />{' '}
            {t('allocationTooMuch', quantityText(service, state.over), quantityText(service, pool))}
          </>
        ) : !areLimitsKnown && state.free > 0 ? (
          t('raiseFreeUnknown')
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

/** Returns the shares that are drawn each as a part of its own: all, or the largest of many. */
function visibleShares(rows: readonly ShareRow[], total: number): readonly ShareRow[] {
  const given = rows.filter(({ limit }) => limit > 0);
  if (given.length <= MAX_PARTS) return given;
  const visible = given.filter(({ limit }) => limit >= total * MIN_VISIBLE_SHARE);
  const largest = new Set([...visible].sort((a, b) => b.limit - a.limit).slice(0, MAX_PARTS));
  return visible.filter((row) => largest.has(row));
}

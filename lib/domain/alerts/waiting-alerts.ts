import { own } from '../own.ts';
import type { ServiceUsage } from '../usage/usage.ts';
import type { Alert, AlertState } from './alerts.ts';
import {
  evaluateService,
  monthOfService,
  type ServiceAlertState,
  type ServiceEvaluation,
} from './service-alerts.ts';

/** What a notification about a service says, so that it can be found to be no longer true. */
export interface AlertCondition {
  kind: Alert['kind'];
  service: string;
  limit: number;
  /** The month it is about. */
  cycle: string;
  /** The threshold that was crossed (percent); null where it is about something else. */
  threshold: number | null;
  /** The threshold that had been announced before; missing in rows of earlier versions. */
  before?: number | null;
}

/**
 * Returns true while an alert about a service still holds: the limit hasn't changed, the month isn't over, and usage
 * hasn't fallen below the threshold. That a service is usable again holds whatever its limit.
 */
export function stillHolds(
  given: AlertCondition,
  { services }: Pick<AlertState, 'services'>,
  now: number,
): boolean {
  const known = own(services, given.service);
  return given.cycle === monthOfService(given.service, now) && known !== undefined && holdsIn(given, known);
}

function holdsIn({ kind, limit, cycle, threshold }: AlertCondition, known: ServiceAlertState): boolean {
  if (known.cycle !== cycle) return false;
  if (kind === 'reopened') return !known.full;
  return known.limit === limit && (threshold === null || (known.reached ?? 0) >= threshold);
}

/**
 * Returns what {@link evaluateService} returns, with the service's alerts of this month that wait to be shown. Those
 * that no longer hold afterwards are dropped unseen: then only what was announced before them counts as announced.
 */
export function evaluateWithWaiting(
  known: ServiceAlertState | undefined,
  usage: ServiceUsage,
  month: string,
  thresholds: readonly number[],
  waiting: readonly AlertCondition[],
): ServiceEvaluation & { dropped: boolean } {
  const withoutDropping = evaluateService(known, usage, month, thresholds);
  const dropped = waiting.filter(
    (one) => (one.kind === 'threshold' || one.kind === 'proposal') && !holdsIn(one, withoutDropping.state),
  );
  const reached = lowest(dropped.map(({ before }) => before));
  const next =
    known && dropped.length > 0
      ? evaluateService({ ...known, reached }, usage, month, thresholds)
      : withoutDropping;
  // A new alert replaces a waiting one about a threshold, which then wasn't announced either.
  const replaced = waiting.filter(({ kind }) => kind === 'threshold').map(({ before }) => before);
  return { ...next, before: lowest([next.before, ...replaced]), dropped: dropped.length > 0 };
}

/** Returns the lowest threshold; null, for none, is lower than any. */
function lowest(thresholds: readonly (number | null | undefined)[]): number | null {
  return thresholds.length === 0 ? null : Math.min(...thresholds.map((one) => one ?? 0)) || null;
}

/**
 * Returns true if a new alert takes the place of a waiting one about the same service. A forecast says less than a
 * threshold, and only a proposal what to do, unless usage has fallen meanwhile: both are recorded as given.
 */
export function replaces(kind: Alert['kind'] | undefined, waiting: Alert['kind'] | undefined): boolean {
  if (kind === 'forecast') return waiting === 'forecast';
  return waiting !== 'proposal' || kind === 'proposal' || kind === 'reopened';
}

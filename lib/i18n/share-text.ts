import { percentOfTotal } from '../domain/billing/shares.ts';
import { percentText } from './service-text.ts';

/** Returns what part of a total something is, in percent; of one that is smaller than that: `< 1%`. */
export function shareText(part: number, total: number): string {
  const percent = percentText(percentOfTotal(part, total));
  return part > 0 && part * 100 < total ? `<\u00a0${percent}` : percent;
}

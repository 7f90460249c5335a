import { serviceUnit } from './service-text.ts';

/** Returns a heading with the unit of the numbers below it: `Limit (MB)`; without one for an unknown service. */
export function headingWithUnit(heading: string, service: string): string {
  const unit = serviceUnit(service);
  return unit ? `${heading} (${unit})` : heading;
}

/** The services that the platform documents. Unknown ones may appear and are shown by their key. */
export const SERVICE_KEYS = [
  'input',
  'output',
  'dashboard_output',
  'data_records',
  'file_storage',
  'analysis',
  'sms',
  'email',
  'push_notification',
  'run_users',
] as const;
export type ServiceKey = (typeof SERVICE_KEYS)[number];

type ServiceUnit = 'variables' | 'registers' | 'megabytes' | 'minutes' | 'messages' | 'users';

interface ServiceFacts {
  unit: ServiceUnit;
  /** Monthly services are reset each month; others count what currently exists. */
  counted: 'monthly' | 'at any time';
  /** The plan sets the limit, the same for every profile; it can't be raised. */
  fixed?: true;
  /** Not prorated: an upgrade costs the full difference at once, however much of the cycle is left. */
  consumable?: true;
  /** Counted in hundredths of its unit. */
  fractional?: true;
  /** The statistics don't contain it: what was used by hour, day or month isn't known. */
  withoutStatistics?: true;
}

export const SERVICE_FACTS: Record<ServiceKey, ServiceFacts> = {
  input: { unit: 'variables', counted: 'monthly' },
  output: { unit: 'variables', counted: 'monthly' },
  dashboard_output: { unit: 'registers', counted: 'monthly', fixed: true, withoutStatistics: true },
  data_records: { unit: 'variables', counted: 'at any time' },
  file_storage: { unit: 'megabytes', counted: 'at any time', fractional: true },
  analysis: { unit: 'minutes', counted: 'monthly', fractional: true },
  sms: { unit: 'messages', counted: 'monthly', consumable: true },
  email: { unit: 'messages', counted: 'monthly' },
  push_notification: { unit: 'messages', counted: 'monthly' },
  run_users: { unit: 'users', counted: 'at any time' },
};

export function isServiceKey(key: string): key is ServiceKey {
  return Object.hasOwn(SERVICE_FACTS, key);
}

/** Returns true for a service that is reset each month; false for an unknown one. */
export function isMonthly(service: string): boolean {
  return isServiceKey(service) && SERVICE_FACTS[service].counted === 'monthly';
}

/** Returns false for a service whose limit can't be raised. */
export function isRaisable(service: string): boolean {
  return !(isServiceKey(service) && SERVICE_FACTS[service].fixed);
}

/** Returns true if the connection's account can raise a service's limit of a profile: only the profile's owner can. */
export function canRaise({ shared }: { shared: boolean }, service: string): boolean {
  return !shared && isRaisable(service);
}

/** Returns false for a service whose upgrade costs the full difference, however much of the billing cycle is left. */
export function isProrated(service: string): boolean {
  return !(isServiceKey(service) && SERVICE_FACTS[service].consumable);
}

/** Returns true for a service that the statistics contain, so that one missing from a period wasn't used in it. */
export function hasStatistics(service: string): boolean {
  return isServiceKey(service) && !SERVICE_FACTS[service].withoutStatistics;
}

/** Returns an estimated amount as the service is counted: in hundredths or in whole units. */
export function roundToUnit(service: string, amount: number): number {
  const units = isServiceKey(service) && SERVICE_FACTS[service].fractional ? 100 : 1;
  return Math.round(amount * units) / units;
}

/** Returns true if no service is allocated, apart from those with the plan's fixed limits. */
export function isNothingAllocated(services: readonly { service: string; limit: number }[]): boolean {
  const raisable = services.filter(({ service }) => isRaisable(service));
  return raisable.length > 0 && raisable.every(({ limit }) => limit <= 0);
}

/** The platform's services and resources: what is counted, in what, and what stops when one is full. */

/** Services as the platform documents them (others may appear: they are shown by their key). */
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

export type ServiceUnit = 'variables' | 'registers' | 'megabytes' | 'minutes' | 'messages' | 'users';

export interface ServiceFacts {
  unit: ServiceUnit;
  /** Monthly services start over with the month; the others count what is there at any time. */
  counted: 'monthly' | 'at any time';
  /** The limit is the plan's, the same for every profile, and nobody can raise it. */
  fixed?: true;
  /** Used up by use: a step up costs the full difference at once, however much of the cycle is left. */
  consumable?: true;
}

export const SERVICE_FACTS: Record<ServiceKey, ServiceFacts> = {
  input: { unit: 'variables', counted: 'monthly' },
  output: { unit: 'variables', counted: 'monthly' },
  dashboard_output: { unit: 'registers', counted: 'monthly', fixed: true },
  data_records: { unit: 'variables', counted: 'at any time' },
  file_storage: { unit: 'megabytes', counted: 'at any time' },
  analysis: { unit: 'minutes', counted: 'monthly' },
  sms: { unit: 'messages', counted: 'monthly', consumable: true },
  email: { unit: 'messages', counted: 'monthly' },
  push_notification: { unit: 'messages', counted: 'monthly' },
  run_users: { unit: 'users', counted: 'at any time' },
};

export function isServiceKey(key: string): key is ServiceKey {
  return key in SERVICE_FACTS;
}

/** Returns true for what starts over with the month; of an unknown service nobody may promise that. */
export function isMonthly(service: string): boolean {
  return isServiceKey(service) && SERVICE_FACTS[service].counted === 'monthly';
}

/** Returns false for what no allocation and no purchase can raise. */
export function isRaisable(service: string): boolean {
  return !(isServiceKey(service) && SERVICE_FACTS[service].fixed);
}

/** Returns false for what costs its full difference at once, however much of the billing cycle is left. */
export function isProrated(service: string): boolean {
  return !(isServiceKey(service) && SERVICE_FACTS[service].consumable);
}

/** Returns true when none of what can be allocated is; the plan's fixed limits are there without anybody's doing. */
export function nothingIsAllocated(services: readonly { service: string; limit: number }[]): boolean {
  const raisable = services.filter(({ service }) => isRaisable(service));
  return raisable.length > 0 && raisable.every(({ limit }) => limit <= 0);
}

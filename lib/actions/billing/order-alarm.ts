import { browser } from '../../browser.ts';
import type { Order } from '../../domain/billing/order.ts';
import { firesInTime } from '../../domain/time.ts';
import { listBilling } from '../../store/billing.ts';
import type { BillingRow } from '../../store/schema.ts';

export const ORDER_ALARM = 'settle-orders';
/** How often the platform is asked about an unsettled order, whether or not a page is open. */
const ALARM_MINUTES = 1;
/** How often an order whose payment was refused is settled: it waits for a person, who may pay it in the console. */
const REFUSED_ALARM_MINUTES = 30;

/** Sets the alarm while an order is open, and clears it when none is. */
export async function updateOrderAlarm(): Promise<void> {
  await setAlarmFor(await accountsWithOpenOrders());
}

export async function accountsWithOpenOrders(): Promise<BillingRow[]> {
  return (await listBilling()).filter(({ orders }) => orders?.some(isOpen));
}

export async function setAlarmFor(accounts: readonly BillingRow[]): Promise<void> {
  if (accounts.length === 0) {
    await browser.alarms.clear(ORDER_ALARM);
    return;
  }
  const periodInMinutes = periodOf(accounts);
  if (!(await alarmComesWithin(periodInMinutes))) browser.alarms.create(ORDER_ALARM, { periodInMinutes });
}

/** Returns how often the open orders of these accounts are read, in minutes. */
function periodOf(accounts: readonly BillingRow[]): number {
  const open = accounts.flatMap(({ orders }) => orders ?? []).filter(isOpen);
  return open.every(({ paymentError }) => paymentError !== null) ? REFUSED_ALARM_MINUTES : ALARM_MINUTES;
}

/** Returns true if all these orders wait for a person, and the alarm, which outlives a worker, is set for them. */
export async function areLeftToAlarm(accounts: readonly BillingRow[]): Promise<boolean> {
  return periodOf(accounts) === REFUSED_ALARM_MINUTES && (await alarmComesWithin(REFUSED_ALARM_MINUTES));
}

async function alarmComesWithin(periodInMinutes: number): Promise<boolean> {
  return firesInTime(await browser.alarms.get(ORDER_ALARM), periodInMinutes, Date.now());
}

export function isOpen({ state }: Order): boolean {
  return state !== 'settled';
}

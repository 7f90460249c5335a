import { ABSENCE_CONFIRMATION_MS, isUnresolved } from '../../lib/domain/billing/order.ts';
import { SECOND_MS } from '../../lib/domain/time.ts';
import type { Revocation } from '../../lib/domain/tokens/pending-revocation.ts';
import type { BillingRow } from '../../lib/store/schema.ts';
import { words } from '../e2e/english-words.ts';
import { shiftBackgroundClock } from './inject.ts';
import type { World } from './world.ts';

const DISPLAY_TIMEOUT_MS = 10_000;
/** After this much time a read that shows nothing of an order settles it. */
const SETTLED_AFTER_MS = ABSENCE_CONFIRMATION_MS + 10 * SECOND_MS;

/** What is stored of changes whose outcome may be unknown. */
interface StoredOutcomes {
  billing: Pick<BillingRow, 'connectionKey' | 'orders'>[];
  revocations: Pick<Revocation, 'id' | 'name' | 'failure'>[];
}

/**
 * After the faults: returns a sentence for each order and each revocation of a token that stays open although the
 * platform can be read, and for each that no page shows while it is open.
 */
export async function lastingOpenOutcomes(world: World): Promise<string[]> {
  const found = await hiddenOrders(world);
  if (openIn({ ...(await storedOutcomes(world)), revocations: [] }).length > 0) {
    await shiftBackgroundClock(world, SETTLED_AFTER_MS);
    for (const { connectionKey } of (await storedOutcomes(world)).billing) {
      const read = await world.send('readBilling', { connectionKey });
      if (!read?.ok) found.push(`the billing of ${connectionKey} cannot be read: ${JSON.stringify(read)}`);
    }
    await shiftBackgroundClock(world, -SETTLED_AFTER_MS);
    found.push(...(await hiddenOrders(world)));
  }
  // As a person does; by itself each waits for its alarm.
  for (const one of (await storedOutcomes(world)).revocations)
    if (!isLost(one)) await world.send('retryRevocation', { id: one.id });
  return [...found, ...openIn(await storedOutcomes(world)), ...(await hiddenRevocations(world))];
}

const isLost = ({ failure }: StoredOutcomes['revocations'][number]) => failure?.code === 'no-token';

/** Returns what is open, as sentences. A token whose value is lost waits for a person, as the page says. */
export function openIn({ billing, revocations }: StoredOutcomes): string[] {
  return [
    ...billing.flatMap(({ connectionKey, orders = [] }) =>
      orders
        .filter(isUnresolved)
        .map(({ id, state }) => `the order ${id} of ${connectionKey} is still ${state}`),
    ),
    ...revocations
      .filter((one) => !isLost(one))
      .map(({ name, failure }) => `the token ${name} is still to be revoked: ${JSON.stringify(failure)}`),
  ];
}

async function storedOutcomes(world: World): Promise<StoredOutcomes> {
  const { billing, settings } = await world.stores('billing', 'settings');
  const row = settings.find(({ key }) => key === 'revocations');
  return { billing, revocations: row?.revocations ?? [] } as unknown as StoredOutcomes;
}

/** Returns a sentence for each account whose page does not show all orders that are open, or failed. */
async function hiddenOrders(world: World): Promise<string[]> {
  const found: string[] = [];
  for (const { connectionKey, orders = [] } of (await storedOutcomes(world)).billing) {
    if (orders.length === 0) continue;
    found.push(
      ...(await missingTexts(world, `#/cost/allocation/${encodeURIComponent(connectionKey)}`, async () => {
        const now = (await storedOutcomes(world)).billing.find((row) => row.connectionKey === connectionKey);
        return [
          [words('orderUnsettledHint'), now?.orders?.filter(isUnresolved).length ?? 0],
          [words('formDismiss'), now?.orders?.filter(({ state }) => state === 'settled').length ?? 0],
        ];
      })),
    );
  }
  return found;
}

/** Returns a sentence if the settings don't show every token that a person has to revoke. */
async function hiddenRevocations(world: World): Promise<string[]> {
  const lost = async () => (await storedOutcomes(world)).revocations.filter(isLost).length;
  if ((await lost()) === 0) return [];
  return missingTexts(world, '#/settings', async () => [[words('revocationValueLost'), await lost()]]);
}

/** Returns a sentence if a page does not show these texts so often after a while. */
async function missingTexts(
  world: World,
  route: string,
  expected: () => Promise<[text: string, times: number][]>,
): Promise<string[]> {
  const page = world.pages[1]!;
  await page.evaluate((hash) => location.assign(hash), route);
  const deadline = Date.now() + DISPLAY_TIMEOUT_MS;
  for (;;) {
    const wanted = await expected();
    const shown = await page.evaluate(() => document.body.textContent ?? '');
    const missing = wanted.filter(([text, times]) => shown.split(text).length - 1 < times);
    if (missing.length === 0) return [];
    if (Date.now() > deadline)
      return missing.map(
        ([text, times]) => `${route} does not say ${times} times "${text}": ${shown.slice(0, 3000)}`,
      );
    await page.evaluate(() => new Promise((frame) => setTimeout(frame, 50)));
  }
}

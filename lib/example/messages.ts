import { auditLogRange } from '../domain/audit-log.ts';
import { quoteOf, type SpendingIntent } from '../domain/billing/subscription-quote.ts';
import { fail, ok, type Result } from '../domain/failure.ts';
import { type ProfileRef, refOf, sameRef } from '../domain/identity/keys.ts';
import { defaultProfilePreferences } from '../domain/settings/profile-preferences.ts';
import { withActive } from '../domain/settings/settings.ts';
import { HOUR_MS } from '../domain/time.ts';
import type { MessageData, MessageType, MessageValue } from '../messages/protocol.ts';
import { putExampleRow } from '../store/example.ts';
import { getRows } from '../store/rows.ts';
import { getActive } from '../store/settings.ts';
import { proratedPrices } from './billing.ts';

type Handlers = {
  [Type in MessageType]?: (
    data: MessageData<Type>,
  ) => Result<MessageValue<Type>> | Promise<Result<MessageValue<Type>>>;
};

const nothingToDo = () => ok(null);

/** What a page may request while it shows example data; every reply comes from the example database. */
const HANDLERS: Handlers = {
  // The example database has everything already.
  pageOpened: nothingToDo,
  recordUse: nothingToDo,
  openProfile: nothingToDo,
  readProfiles: nothingToDo,
  readTeam: nothingToDo,
  readTokens: nothingToDo,
  readBilling: nothingToDo,
  readHistory: nothingToDo,
  readNotifications: nothingToDo,
  switchProfile: async (ref) => {
    await activate(ref);
    return ok(null);
  },
  switchToPrevious: async () => {
    const { recents } = await getActive();
    if (recents[0]) await activate(recents[0]);
    return ok(recents[0] ?? null);
  },
  setProfilePreferences: async ({ profileKeys, change }) => {
    for (const profileKey of profileKeys) {
      const [row] = await getRows('profilePreferences', [profileKey]);
      await putExampleRow('profilePreferences', {
        ...(row ?? defaultProfilePreferences(profileKey)),
        ...change,
        updatedAt: Date.now(),
      });
    }
    return ok(null);
  },
  queryAuditLog: (request) => {
    const { from, to } = auditLogRange(request, Date.now()) ?? { from: 0, to: 0 };
    const at = to - HOUR_MS;
    const events = [
      { resourceName: 'Device', resourceId: '', message: 'Device "Silo 4" edited', who: 'Ana Souza', at },
      {
        resourceName: 'Token',
        resourceId: '',
        message: 'Token "Gateway import" created',
        who: 'Ana Souza',
        at: at - 5 * HOUR_MS,
      },
    ];
    return ok({ status: 'Complete', events: events.filter((event) => event.at >= from), matched: null });
  },
  quoteSubscription: async ({ connectionKey, intents }) => ok(await quotesFor(connectionKey, intents)),
};

/** Returns the reply to a message while example data is shown: everything that would have an effect is refused. */
export async function handleExampleMessage(type: MessageType, data: unknown): Promise<Result<unknown>> {
  const handle = HANDLERS[type] as
    | ((data: unknown) => Result<unknown> | Promise<Result<unknown>>)
    | undefined;
  return handle ? handle(data) : fail('example');
}

async function activate(ref: ProfileRef): Promise<void> {
  const before = await getActive();
  if (sameRef(ref, before.active)) return;
  await putExampleRow('settings', { key: 'active', ...withActive(before, refOf(ref)) });
}

async function quotesFor(
  connectionKey: MessageData<'readBilling'>['connectionKey'],
  intents: SpendingIntent[],
) {
  const [billing] = await getRows('billing', [connectionKey]);
  const { subscription, prices, allocation } = billing ?? {};
  if (!subscription || !prices) return [];
  const prorated = proratedPrices(subscription, prices, Date.now());
  const facts = { subscription, prices, prorated, allocation: allocation ?? null };
  return intents.map((intent) => quoteOf(intent, facts));
}

import { singleFlight } from '../async/single-flight.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import { type Failure, failureOfError } from '../domain/failure.ts';
import type { ProfileRef } from '../domain/identity/keys.ts';
import { type DoneKind, type JournalEntry, renameSubject } from '../domain/journal.ts';
import { invitationText } from '../domain/notification.ts';
import { parseName } from '../domain/profiles/platform-name.ts';
import { addressesOf, memberAddress } from '../domain/team.ts';
import {
  type Change,
  profileOfAccount,
  type Read,
  readsAfter,
} from '../messages/protocol/reads-after-change.ts';
import type { MessageData, MessageType } from '../messages/protocol.ts';
import { addChangeIntent, endChangeIntent, takeInterrupted } from '../store/change-intents.ts';
import { getNotifications } from '../store/notifications.ts';
import { getProfile } from '../store/profiles.ts';
import { getTeam } from '../store/team.ts';
import { getVaultStatus } from '../store/vault-status.ts';
import { extensionTokenName } from './connect/extension-token.ts';
import { type About, journalEntry } from './record-journal.ts';
import { THIS_WORKER } from './this-worker.ts';

/** Changes with a record of their own, which is shown where they were made. */
type RecordedChange = 'placeOrder' | 'payPastDue' | 'rotateToken';
type Entries<Type extends MessageType> = (
  data: MessageData<Type>,
) => JournalEntry[] | Promise<JournalEntry[]>;

const entry = (what: DoneKind, about: About, subject: string | null) =>
  journalEntry(`${what}-unknown`, about, subject);
const ofProfile = (what: DoneKind) => async (ref: ProfileRef) => [
  entry(what, ref, (await getProfile(ref))?.name ?? null),
];
const ofAccount = (what: DoneKind) => (about: Pick<About, 'connectionKey'>) => [
  entry(what, { connectionKey: about.connectionKey }, null),
];

/** What the journal says of each change while its outcome isn't known; a list's entries in the order of its results. */
const ENTRIES: { readonly [Type in Exclude<Change, RecordedChange>]: Entries<Type> } = {
  createToken: (data) => [entry('token-created', data, parseName(data.name))],
  generateProfileToken: async (data) => [entry('token-created', data, await extensionTokenName())],
  revokeTokens: (data) => data.tokens.map(({ name }) => entry('token-revoked', data, name)),
  moveExtensionToken: (data) => ofProfile('token-moved')(profileOfAccount(data)),
  inviteMembers: (data) => addressesOf(data.emails).map((email) => entry('member-invited', data, email)),
  resendInvitation: (data) => [entry('member-invited', data, data.email)],
  removeMember: ({ accountId, from }) =>
    Promise.all(
      from.map(async (ref) => {
        const member = (await getTeam(ref))?.members.find((one) => one.accountId === accountId);
        return entry('member-removed', ref, memberAddress(member));
      }),
    ),
  addProfile: ({ connectionKey, name }) => [entry('profile-added', { connectionKey }, parseName(name))],
  renameProfile: async (data) => {
    const before = (await getProfile(data))?.name ?? '';
    return [entry('profile-renamed', data, renameSubject(before, parseName(data.name) ?? ''))];
  },
  setLogo: ofProfile('logo-changed'),
  uploadLogo: ofProfile('logo-changed'),
  deleteProfile: ofProfile('profile-deleted'),
  leaveProfile: ofProfile('profile-left'),
  answerInvitation: async ({ connectionKey, notificationId }) => {
    const items = (await getNotifications(connectionKey))?.items;
    const found = items?.find(({ id }) => id === notificationId);
    return [entry('invitation-answered', { connectionKey }, found ? invitationText(found) : null)];
  },
  saveAllocation: ofAccount('allocation-changed'),
  addToLimit: ofAccount('allocation-changed'),
  cancelScheduledChange: ofAccount('subscription-changed'),
  cancelFailedChange: ofAccount('subscription-changed'),
};

/**
 * Runs a message's action. A change of the platform is stored until it has ended, so that a worker that is terminated
 * meanwhile leaves it for {@link reportInterrupted}; if it can't be stored, nothing is sent. One that ends with an
 * unknown outcome is added to the journal: the page that asked for it may be closed. The same change from another
 * window joins the one under way.
 */
export function withIntent<Value>(
  type: MessageType,
  data: unknown,
  run: () => Promise<Value>,
): Promise<Value> {
  if (!Object.hasOwn(ENTRIES, type)) return run();
  return singleFlight(['withIntent', type], () => runWithIntent(type, data, run), JSON.stringify(data));
}

async function runWithIntent<Value>(
  type: MessageType,
  data: unknown,
  run: () => Promise<Value>,
): Promise<Value> {
  const id = crypto.randomUUID();
  const entriesOf = ENTRIES[type as keyof typeof ENTRIES] as Entries<never>;
  const entries = await entriesOf(data as never);
  await addChangeIntent({ id, worker: THIS_WORKER, entries, reads: readsAfter(type, data) });
  let unknown: JournalEntry[] = [];
  try {
    const value = await run();
    if (Array.isArray(value)) unknown = entries.filter((_, index) => isUnknown(value[index]?.failure));
    return value;
  } catch (error) {
    if (isUnknown(failureOfError(error))) unknown = entries;
    throw error;
  } finally {
    await endChangeIntent(id, unknown).catch(logErrorsOf('endChangeIntent'));
  }
}

function isUnknown(failure: Failure | null | undefined): boolean {
  // Nobody has the value of such a token, and the page says that another attempt revokes it.
  return failure?.code === 'outcome-unknown' && failure.detail !== 'ruleTokenMayExist';
}

/** Reports the changes that a terminated worker left. Call it in the background's first turn. */
export function watchInterruptedChanges(read: (message: Read) => Promise<void>): void {
  setTimeout(() => void reportInterrupted(read).catch(logErrorsOf('reportInterrupted')), 0);
}

/**
 * Adds the changes that an earlier worker left to the journal, each once, and has `read` read what shows them. Sends no
 * change again.
 */
export async function reportInterrupted(read: (message: Read) => Promise<void>): Promise<void> {
  const left = await takeInterrupted(THIS_WORKER);
  // While locked nothing can be read: the journal's entry stands alone.
  if (left.length === 0 || (await getVaultStatus()).locked) return;
  const reads = left.flatMap((intent) => intent.reads as Read[]);
  await Promise.all(reads.map((one) => read(one).catch(logErrorsOf('reread interrupted change'))));
}

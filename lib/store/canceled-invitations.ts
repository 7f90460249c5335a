import { type ProfileRef, refOf, sameRef } from '../domain/identity/keys.ts';
import { isSameAddress } from '../domain/team.ts';
import { read, write } from './transaction.ts';

/**
 * An invitation that is canceled in order to send a new one: stored before it is canceled, and kept until the new one was
 * sent, or the person knows that it wasn't.
 */
export interface CanceledInvitation extends ProfileRef {
  email: string;
  /** When it was stored, epoch ms. */
  at: number;
}

export async function listCanceledInvitations(): Promise<CanceledInvitation[]> {
  return read(['settings'], async (transaction) => {
    const row = await transaction.objectStore('settings').get('canceledInvitations');
    return row?.key === 'canceledInvitations' ? row.invitations : [];
  });
}

/** Stores a canceled invitation, in place of an earlier one of the same person to the same profile. */
export async function addCanceledInvitation(invitation: CanceledInvitation): Promise<void> {
  const { email, at } = invitation;
  await update(invitation, [{ ...refOf(invitation), email, at }]);
}

export async function removeCanceledInvitation(invitation: CanceledInvitation): Promise<void> {
  await update(invitation, []);
}

async function update(
  replaced: ProfileRef & { email: string },
  by: readonly CanceledInvitation[],
): Promise<void> {
  await write(['settings'], async (transaction) => {
    const store = transaction.objectStore('settings');
    const row = await store.get('canceledInvitations');
    const before = row?.key === 'canceledInvitations' ? row.invitations : [];
    const others = before.filter(
      (one) => !(sameRef(one, replaced) && isSameAddress(one.email, replaced.email)),
    );
    await store.put({ key: 'canceledInvitations', invitations: [...others, ...by] });
  });
}

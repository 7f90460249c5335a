import { useRef, useState } from 'preact/hooks';
import type { Failure } from '../../../lib/domain/failure.ts';
import { refOf } from '../../../lib/domain/identity/keys.ts';
import { addressKey } from '../../../lib/domain/team.ts';
import { plural } from '../../../lib/i18n/t.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useIsMounted } from '../../ui/use-is-mounted.ts';
import { groupByProfile } from '../shared/group-by-profile.ts';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';

/** One person to invite to one profile. */
export interface NewInvitation {
  email: string;
  row: ProfileRow;
}

interface InvitationResult extends NewInvitation {
  failure: Failure | null;
}

/** Returns functions to send invitations, one request per profile, and the latest result of each invitation. */
export function useInvitations() {
  const [results, setResults] = useState<ReadonlyMap<string, InvitationResult>>(new Map());
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const isMounted = useIsMounted();
  return {
    busy,
    results: [...results.values()],
    /** Returns the latest result of an invitation; undefined if it wasn't sent. */
    latestResultOf: (invitation: NewInvitation) => results.get(idOf(invitation)),
    /** Sends invitations; each result appears when it is known. Returns those that failed. */
    send: async (invitations: readonly NewInvitation[]): Promise<InvitationResult[]> => {
      if (running.current) return [];
      running.current = true;
      setBusy(true);
      const outcomes = await Promise.all(
        groupByProfile(invitations).map(async (group) => {
          const sent = await sendTo(group);
          setResults((before) => new Map([...before, ...sent.map((one) => [idOf(one), one] as const)]));
          return sent;
        }),
      );
      running.current = false;
      setBusy(false);
      const failed = outcomes.flat().filter(({ failure }) => failure !== null);
      if (!failed[0]?.failure) announce(sentText(invitations));
      else if (!isMounted()) announceFailure(failed[0].failure);
      return failed;
    },
  };
}

async function sendTo(group: readonly NewInvitation[]): Promise<InvitationResult[]> {
  const { row } = group[0]!;
  const emails = group.map(({ email }) => email);
  const result = await resultOf(() => send('inviteMembers', { ...refOf(row.profile), emails }));
  if (!result.ok) return emails.map((email) => ({ email, row, failure: result.failure }));
  return result.value.map(({ email, failure }) => ({ email, row, failure }));
}

/** Returns what identifies an invitation, whatever the spelling of its address. */
export function idOf({ email, row }: NewInvitation): string {
  return `${row.id} ${addressKey(email)}`;
}

function sentText(invitations: readonly NewInvitation[]): string {
  const people = new Set(invitations.map(({ email }) => email)).size;
  const [first, ...others] = groupByProfile(invitations);
  if (first && others.length === 0) return plural('teamInvited', people, distinctName(first[0]!.row));
  return plural('teamInvitationsSent', invitations.length);
}

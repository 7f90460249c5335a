import type { Failure } from '../../../lib/domain/failure.ts';
import { isolate } from '../../../lib/domain/text/foreign.ts';
import { namesUpTo } from '../../../lib/i18n/names-up-to.ts';
import { language, plural, t } from '../../../lib/i18n/t.ts';
import { failureText } from '../../ui/failure-text.ts';
import { distinctName } from '../shared/profile-rows.ts';
import type { PersonObstacle } from './team-rules.ts';
import type { NewInvitation } from './use-invitations.ts';

/** More profiles than a person can check at a glance are only counted. */
const MAX_PROFILE_NAMES = 30;

/** Returns who will be invited to which profiles, by name. */
export function invitationSummary(invitations: readonly NewInvitation[]): string {
  return t(
    'teamInviteSummary',
    listOf(distinct(invitations.map(({ email }) => email))),
    listOf(profileNames(invitations)),
  );
}

/** An invitation that can't succeed, and why. */
export interface ImpossibleInvitation extends NewInvitation {
  why: PersonObstacle | Failure;
}

const OBSTACLE_TEXTS = {
  owner: 'teamInviteIsOwner',
  member: 'teamInviteIsMember',
  invited: 'teamInviteIsInvited',
} as const;

/** Returns why some invitations can't succeed, one sentence for each reason; null if there are none. */
export function impossibleText(invitations: readonly ImpossibleInvitation[], single: boolean): string | null {
  const byReason = new Map<string, { why: ImpossibleInvitation['why']; of: ImpossibleInvitation[] }>();
  for (const one of invitations) {
    const reason = typeof one.why === 'string' ? one.why : failureText(one.why);
    const group = byReason.get(reason) ?? { why: one.why, of: [] };
    group.of.push(one);
    byReason.set(reason, group);
  }
  const sentences = [...byReason].map(([reason, { why, of }]) => {
    const people = listOf(distinct(of.map(({ email }) => email)));
    const who = single ? people : t('teamInviteIn', people, listOf(profileNames(of)));
    return typeof why === 'string' ? t(OBSTACLE_TEXTS[why], who) : `${isolate(who)}: ${reason}`;
  });
  return sentences.join(' ') || null;
}

/** Returns the text of the button that sends invitations. */
export function inviteButtonText({
  people,
  invitations,
  single,
}: {
  people: number;
  invitations: number;
  /** Invites to one profile, which the dialog's title names. */
  single: boolean;
}): string {
  if (!single && invitations > 0) return plural('teamInviteSend', invitations);
  return single && people > 1 ? plural('teamInviteMany', people) : t('teamInvite');
}

function profileNames(invitations: readonly NewInvitation[]): string[] {
  const rows = new Map(invitations.map(({ row }) => [row.id, row]));
  const names = [...rows.values()].map((row) => isolate(distinctName(row)));
  return namesUpTo(names, MAX_PROFILE_NAMES);
}

const distinct = (names: readonly string[]): string[] => [...new Set(names)].map(isolate);

function listOf(names: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(names);
}

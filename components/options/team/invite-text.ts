import { isolate } from '../../../lib/domain/text/foreign.ts';
import { language, plural, t } from '../../../lib/i18n/t.ts';
import type { Invitation } from './use-invitations.ts';

/** More profiles than a person can check at a glance are only counted. */
const MAX_PROFILE_NAMES = 30;

/** Returns who will be invited to which profiles, by name. */
export function invitationSummary(invitations: readonly Invitation[]): string {
  return t(
    'teamInviteSummary',
    listOf(distinct(invitations.map(({ email }) => email))),
    listOf(profileNames(invitations)),
  );
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

function profileNames(invitations: readonly Invitation[]): string[] {
  const names = distinct(invitations.map(({ row }) => row.profile.name));
  const more = names.length - MAX_PROFILE_NAMES;
  return more > 0 ? [...names.slice(0, MAX_PROFILE_NAMES), plural('alertMoreProfiles', more)] : names;
}

const distinct = (names: readonly string[]): string[] => [...new Set(names)].map(isolate);

function listOf(names: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(names);
}

import { isolate } from '../../../lib/domain/text/foreign.ts';
import { language, plural, t } from '../../../lib/i18n/t.ts';
import type { Invitation } from './use-invitations.ts';

/** Returns who will be invited to which profiles, by name. */
export function invitationSummary(invitations: readonly Invitation[]): string {
  return t(
    'teamInviteSummary',
    listOf(invitations.map(({ email }) => email)),
    listOf(invitations.map(({ row }) => row.profile.name)),
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

function listOf(names: readonly string[]): string {
  const distinct = [...new Set(names)].map(isolate);
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(distinct);
}

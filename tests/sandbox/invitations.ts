import { audit } from './audit-queries.ts';
import { type Clock, DAY } from './clock.ts';
import type { SandboxContext } from './context.ts';
import { allowedBy } from './plans.ts';
import { newId } from './random.ts';
import { invalid, notFound, Refusal } from './responses.ts';
import type { Account, Member, Profile, State } from './state.ts';

const INVITATION_LIFETIME_MS = 7 * DAY;

/** Invites an account of the same region to a profile, by a notification with two buttons. */
export function invite(sandbox: SandboxContext, profile: Profile, email: string, by: Account): Member {
  const { state, clock } = sandbox;
  endExpired(sandbox);
  const invited = state.accounts.find((one) => one.email === email && one.region === by.region);
  if (!invited) throw notFound('Account');
  if (invited.id === profile.account) throw invalid('You cannot invite yourself');
  const open = profile.members.filter((one) => !isExpired(one, clock));
  const known = open.find((member) => member.account === invited.id);
  if (known) throw invalid(known.active ? 'User is already a team member' : 'User already invited');
  if (open.length >= (by.teamLimit ?? allowedBy(by.plan).members)) {
    throw new Refusal(400, 'You have reached the limit of team members for your plan');
  }
  const member = { account: invited.id, active: false, created_at: clock.iso(), invitation: newId(state) };
  profile.members = [...profile.members.filter((one) => one.account !== invited.id), member];
  notifyInvited(state, profile, member, by);
  audit(state, member.created_at, by.id, profile.id, 'profile', `Team member ${email} invited`);
  sandbox.changed();
  return member;
}

function notifyInvited(state: State, profile: Profile, member: Member, by: Account): void {
  const button = (label: string, reply: 'accept' | 'refuse', color: string) => ({
    id: newId(state),
    label,
    color,
    triggers: [{ share_profile: reply }],
  });
  state.notifications.push({
    id: newId(state),
    account: member.account,
    title: 'Profile shared with you',
    message: `${by.name} (${by.email}) invited you to the profile ${profile.name}.`,
    read: false,
    icon: null,
    buttons: [button('Accept', 'accept', '#2f7d5b'), button('Refuse', 'refuse', '#9b3d5a')],
    buttons_enabled: true,
    buttons_autodisable: true,
    created_at: member.created_at,
    invitation: member.invitation,
  });
}

/** Accepts or declines; returns false when the invitation no longer exists. */
export function respond(sandbox: SandboxContext, invitation: string, accepted: boolean): boolean {
  endExpired(sandbox);
  const pending = (member: Member) =>
    member.invitation === invitation && !member.active && !isExpired(member, sandbox.clock);
  const profile = sandbox.state.profiles.find((one) => one.members.some(pending));
  const member = profile?.members.find(pending);
  if (!profile || !member) return false;
  if (accepted) member.active = true;
  else profile.members = profile.members.filter((one) => one !== member);
  disableButtons(sandbox.state, invitation);
  const message = accepted ? 'Invitation accepted' : 'Invitation declined';
  audit(sandbox.state, sandbox.clock.iso(), member.account, profile.id, 'profile', message);
  sandbox.changed();
  return true;
}

/** Removes a member or a pending invitation; returns false when there is none. */
export function leave(sandbox: SandboxContext, profile: Profile, account: string): boolean {
  const member = profile.members.find((one) => one.account === account);
  if (!member) return false;
  profile.members = profile.members.filter((one) => one !== member);
  sandbox.state.tokens = sandbox.state.tokens.filter(
    (t) => t.profile !== profile.id || t.created_by !== account,
  );
  disableButtons(sandbox.state, member.invitation);
  sandbox.changed();
  return true;
}

function isExpired(member: Member, clock: Clock): boolean {
  return !member.active && Date.parse(member.created_at) + INVITATION_LIFETIME_MS <= clock.now();
}

/** Ends invitations that were pending for seven days. */
export function endExpired({ state, clock, changed, listsExpiredInvitations }: SandboxContext): void {
  for (const profile of state.profiles) {
    const expired = profile.members.filter((member) => isExpired(member, clock));
    if (expired.length === 0) continue;
    if (!listsExpiredInvitations)
      profile.members = profile.members.filter((member) => !expired.includes(member));
    for (const member of expired) disableButtons(state, member.invitation);
    changed();
  }
}

function disableButtons(state: State, invitation: string): void {
  for (const one of state.notifications) if (one.invitation === invitation) one.buttons_enabled = false;
}

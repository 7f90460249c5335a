import { Hono } from 'hono';
import { audit } from '../audit-queries.ts';
import { account, findAccount, owner, profile, roleOf } from '../auth.ts';
import type { AddOn } from '../billing-state.ts';
import type { SandboxContext, SandboxEnv } from '../context.ts';
import { checkPassword } from '../credentials.ts';
import { allowedBy } from '../plans.ts';
import { newProfileShare } from '../pool.ts';
import {
  type Body,
  bodyOf,
  invalid,
  notFound,
  optionalText,
  Refusal,
  success,
  textIn,
} from '../responses.ts';
import { newProfile } from '../seed-profile.ts';
import type { Profile } from '../state.ts';
import { checkPin } from '../two-factor.ts';
import { profileRows } from './sign-in.ts';

/** Returns the add-ons of a profile. */
export function addonsOf(sandbox: SandboxContext, profile: Profile) {
  const addons = findAccount(sandbox, profile.account)?.billing.addons;
  return {
    custom_dns: addons?.custom_dns.includes(profile.id) ?? false,
    mobile: addons?.mobile.includes(profile.id) ?? false,
    control_tower: false,
    profile: profile.id,
    updated_at: profile.updated_at,
  };
}

function profileInfo(sandbox: SandboxContext, profile: Profile) {
  const owner = findAccount(sandbox, profile.account);
  const plan = owner?.plan ?? 'free';
  const { id, account, name, logo_url, banner_url, created_at, updated_at, allocation } = profile;
  return {
    info: {
      id,
      account,
      name,
      logo_url,
      banner_url,
      created_at,
      updated_at,
      region: owner?.region ?? 'us-e1',
      rpm: { data_input: allowedBy(plan).rpm, data_output: allowedBy(plan).rpm },
    },
    allocation,
    addons: addonsOf(sandbox, profile),
    account_plan: plan,
  };
}

function edit(profile: Profile, body: Body): void {
  const name = optionalText(body, 'name');
  if (name !== undefined && (name.trim() === '' || name.length > 100)) throw invalid('Invalid name');
  if (name !== undefined) profile.name = name;
  for (const key of ['logo_url', 'banner_url'] as const) {
    if (body[key] === null) profile[key] = null;
    else profile[key] = optionalText(body, key) ?? profile[key];
  }
}

export const profiles = new Hono<SandboxEnv>()
  .get('/profile', account, (c) => {
    const sandbox = c.get('sandbox');
    const caller = c.get('caller');
    const isListed = ({ id }: { id: string }) => !sandbox.onlyOwnProfileListed || id === caller.token.profile;
    return success(c, profileRows(sandbox, caller.account).filter(isListed));
  })
  .post('/profile', account, async (c) => {
    const sandbox = c.get('sandbox');
    const me = c.get('caller').account;
    const name = textIn(await bodyOf(c), 'name');
    if (name.length > 100) throw invalid('Invalid name');
    const owned = sandbox.state.profiles.filter((one) => one.account === me.id).length;
    if (owned >= me.profileLimit)
      throw new Refusal(400, 'You have reached the limit of profiles for your plan');
    const made = newProfile(sandbox.state, me, name, sandbox.clock.now());
    if (c.req.query('allocate_free_resources') === 'true')
      made.allocation = newProfileShare(sandbox.state, me);
    sandbox.state.profiles.push(made);
    audit(sandbox.state, made.created_at, me.id, made.id, 'profile', `Profile "${name}" created`);
    sandbox.changed();
    return success(c, { id: made.id });
  })
  .put('/profile/switch/:target', account, (c) => {
    const sandbox = c.get('sandbox');
    const caller = c.get('caller');
    const target = sandbox.state.profiles.find((one) => one.id === c.req.param('target'));
    if (!target) throw notFound('Profile');
    if (!roleOf(caller.account, target)) throw new Refusal(403, 'Authorization Denied');
    caller.token.profile = target.id;
    caller.token.ref_id = target.id;
    sandbox.changed();
    return success(c, 'Token transferred');
  })
  .get('/profile/:id', account, profile, (c) => success(c, profileInfo(c.get('sandbox'), c.get('profile'))))
  .put('/profile/:id', account, profile, owner, async (c) => {
    const sandbox = c.get('sandbox');
    const edited = c.get('profile');
    edit(edited, await bodyOf(c));
    edited.updated_at = sandbox.clock.iso();
    audit(
      sandbox.state,
      edited.updated_at,
      c.get('caller').account.id,
      edited.id,
      'profile',
      'Profile edited',
    );
    sandbox.changed();
    return success(c, 'Profile Successfully Updated');
  })
  .get('/profile/:id/addons', account, profile, (c) =>
    success(c, addonsOf(c.get('sandbox'), c.get('profile'))),
  )
  .delete('/profile/:id', account, profile, owner, async (c) => {
    const sandbox = c.get('sandbox');
    const body = await bodyOf(c);
    const me = c.get('caller').account;
    checkPassword(me, textIn(body, 'password'));
    checkPin(sandbox.state, me, body, 'credential', sandbox.clock.now());
    removeProfile(sandbox, c.get('profile'));
    return success(c, 'Profile Successfully Removed');
  });

function removeProfile({ state, changed }: SandboxContext, gone: Profile): void {
  const invitations = new Set(gone.members.map((member) => member.invitation));
  state.profiles = state.profiles.filter((one) => one !== gone);
  state.tokens = state.tokens.filter((token) => token.profile !== gone.id);
  state.files = state.files.filter((file) => file.profile !== gone.id);
  state.notifications = state.notifications.filter(
    (one) => !one.invitation || !invitations.has(one.invitation),
  );
  for (const { billing } of state.accounts) {
    for (const addons of [billing.addons, billing.schedule?.addons, billing.pending?.addons]) {
      for (const [addon, ids] of Object.entries(addons ?? {}))
        addons![addon as AddOn] = ids.filter((id) => id !== gone.id);
    }
  }
  changed();
}

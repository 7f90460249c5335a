import { DAY, HOUR } from './clock.ts';
import { allocated } from './pool.ts';
import { publishedTiers, tierFor } from './pricing.ts';
import { newId } from './random.ts';
import { addAccount } from './seed-account.ts';
import { firstEight, generated, type NamedProfile } from './seed-names.ts';
import { fill, newProfile, perService, populate } from './seed-profile.ts';
import { addTokens } from './seed-tokens.ts';
import { type Account, type OtpType, type Profile, SERVICES, type State } from './state.ts';

interface SeedOptions {
  /** How many profiles the first account sees. */
  profiles: number;
  seed: number;
  now: number;
}

/** Returns a seeded platform; the README lists its accounts. The same options give the same ids and numbers. */
export function seedState({ profiles, seed, now }: SeedOptions): State {
  const state: State = {
    version: 1,
    seed,
    counter: 0,
    accounts: [],
    profiles: [],
    tokens: [],
    notifications: [],
    audit: [],
    files: [],
    codes: [],
    usedPins: [],
    tiers: publishedTiers(),
  };
  const ines = addAccount(
    state,
    {
      email: 'ines@acme.example',
      name: 'Ines Duarte',
      company: 'Acme',
      plan: 'scale',
      role: 'plain',
      timezone: 'America/New_York',
      password: 'acme-and-the-harvest',
    },
    now,
  );
  const marta = addAccount(
    state,
    {
      email: 'marta@linden.example',
      name: 'Marta Lind',
      company: 'Linden Works',
      plan: 'scale',
      role: 'shares',
      timezone: 'Europe/Stockholm',
    },
    now,
  );
  const named = [...firstEight(), ...generated(seed, profiles - 8)].slice(0, profiles);
  for (const spec of named) {
    const profile = addProfile(state, spec.shared ? marta : ines, spec, now);
    if (spec.shared) join(state, profile, ines, now - 60 * DAY);
  }
  const acme = state.profiles.find((profile) => profile.name === 'Acme Farms');
  if (acme) ines.billing.addons.custom_dns.push(acme.id);
  // More than needed, so that a part of the pool is free.
  ines.billing.services.email = 2000;
  settle(state, ines);
  settle(state, marta);
  ines.profileLimit = state.profiles.filter((profile) => profile.account === ines.id).length + 10;
  addOthers(state, now, acme);
  return state;
}

function addProfile(state: State, account: Account, spec: NamedProfile, now: number): Profile {
  const profile = newProfile(
    state,
    account,
    spec.name,
    now - (400 + (state.profiles.length % 300)) * DAY - 5 * HOUR,
  );
  fill(profile, perService(spec.limits), perService(spec.shares), now, spec.exact);
  populate(profile, spec.size);
  state.profiles.push(profile);
  addTokens(state, account, profile, now, spec.size >= 1);
  return profile;
}

function join(state: State, profile: Profile, account: Account, at: number, active = true): void {
  const created_at = new Date(at).toISOString();
  profile.members.push({ account: account.id, active, created_at, invitation: newId(state) });
}

/** Sets the account's limits to tiers that cover its profiles' limits. */
function settle(state: State, account: Account): void {
  const taken = allocated(state, account);
  for (const service of SERVICES) {
    const bought = account.billing.services[service];
    account.billing.services[service] = Math.max(
      bought,
      tierFor(state.tiers, service, taken[service]).amount,
    );
  }
}

const SMALL: NamedProfile['limits'] = [200_000, 200_000, 80_000, 50, 300, 20, 2, 20, 2];

function small(name: string): NamedProfile {
  return { name, limits: SMALL, shares: [0.32, 0.11, 0.4, 0.1, 0.22, 0.05, 0, 0.1, 0.5], size: 0.2 };
}

function addOthers(state: State, now: number, acme: Profile | undefined): void {
  const add = (...[spec, names]: [Parameters<typeof addAccount>[1], string[]]) => {
    const account = addAccount(state, spec, now);
    for (const name of names) addProfile(state, account, small(name), now);
    return account;
  };
  const otp = (type: OtpType, email: string, name: string) =>
    add({ email, name, role: type, plan: 'starter', otp: [type] }, [
      `${name.split(' ')[0]}’s workshop`,
      'Field trial',
    ]);
  otp('authenticator', 'tomas@northwind.example', 'Tomas Berg');
  otp('sms', 'leila@riverside.example', 'Leila Haddad');
  otp('email', 'joao@iberia.example', 'João Pires');

  const full = add({ email: 'petra@full.example', name: 'Petra Novak', role: 'at-limits', plan: 'starter' }, [
    'Line A',
    'Line B',
  ]);
  const noor = add({ email: 'noor@field.example', name: 'Noor Aziz', role: 'invitable' }, ['Noor’s devices']);
  add({ email: 'sam@field.example', name: 'Sam Okoro', role: 'invitable' }, ['Sam’s devices']);
  add({ email: 'yuki@field.example', name: 'Yuki Mori', role: 'invitable' }, ['Yuki’s devices']);
  add({ email: 'ana@field.example', name: 'Ana Souza', role: 'invitable' }, ['Ana’s devices']);
  const olga = add({ email: 'olga@field.example', name: 'Olga Weiss', role: 'invitable' }, [
    'Olga’s devices',
  ]);
  for (const profile of state.profiles.filter((one) => one.account === full.id))
    join(state, profile, noor, now - 40 * DAY);
  if (acme) join(state, acme, olga, now - 90 * DAY);

  add({ email: 'bruno@blocked.example', name: 'Bruno Falk', role: 'blocked', blocked: true }, [
    'Bruno’s devices',
  ]);
  add({ email: 'nina@new.example', name: 'Nina Horn', role: 'unconfirmed', active: false }, []);
  add({ email: 'eva@empty.example', name: 'Eva Lund', role: 'no-profiles' }, []);

  const europe = add(
    {
      email: 'ines@acme.example',
      name: 'Ines Duarte',
      company: 'Acme Europe',
      plan: 'starter',
      region: 'eu-w1',
      role: 'plain',
      timezone: 'Europe/Lisbon',
      password: 'acme-and-the-harvest',
    },
    ['Acme Farms Europe', 'Sandbox'],
  );
  europe.profileLimit = 4;
  add(
    {
      email: 'kaarel@tallinn.example',
      name: 'Kaarel Tamm',
      region: 'eu-w1',
      role: 'invitable',
      timezone: 'Europe/Tallinn',
    },
    ['Kaarel’s devices'],
  );
  add(
    {
      email: 'mira@orchard.example',
      name: 'Mira Kovač',
      role: 'two-methods',
      plan: 'starter',
      otp: ['sms', 'authenticator'],
    },
    ['Mira’s workshop', 'Field trial'],
  );
  add(
    {
      email: 'ines@acme.example',
      name: 'Ines Duarte',
      company: 'Acme',
      plan: 'scale',
      region: 'deploy',
      role: 'plain',
      password: 'acme-and-the-harvest',
    },
    ['Acme Farms', 'Greenhouse Iberia'],
  );
  const hana = add({ email: 'hana@group.example', name: 'Hana Sato', role: 'contract', plan: 'enterprise' }, [
    'Plant North',
    'Plant South',
    'Laboratory',
  ]);
  hana.profileLimit = 400;
  hana.billing.services.input = 75_000_000;
}

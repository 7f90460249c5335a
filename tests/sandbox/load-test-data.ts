import { DAY } from './clock.ts';
import { newId } from './random.ts';
import { addAccount } from './seed-account.ts';
import type { Account, Profile, State } from './state.ts';
import { issueToken } from './tokens.ts';

/* Additions to a seeded platform for the load tests. */

/** Adds tokens of all permissions to a profile; every tenth expires, every seventh was never used. */
export function addManyTokens(state: State, profile: Profile, count: number, now: number): void {
  for (let index = 0; index < count; index += 1)
    issueToken(state, {
      region: 'us-e1',
      profile: profile.id,
      name: `Gateway ${index}`,
      permission: (['full', 'write', 'read'] as const)[index % 3],
      created_by: profile.account,
      created_at: new Date(now - (count - index) * (DAY / 4)).toISOString(),
      expire_time: index % 10 === 0 ? new Date(now + (index + 1) * DAY).toISOString() : 'never',
      last_authorization: index % 7 === 0 ? null : new Date(now - (index % 200) * DAY).toISOString(),
    });
}

/** Adds people to a profile's team. */
export function addManyMembers(state: State, profile: Profile, count: number, now: number): void {
  for (let index = 0; index < count; index += 1) {
    const person = addAccount(
      state,
      { email: `person.${index}@field.example`, name: `Person ${index}`, role: 'invitable' },
      now,
    );
    profile.members.push({
      account: person.id,
      active: index % 9 !== 0,
      created_at: new Date(now - index * (DAY / 2)).toISOString(),
      invitation: newId(state),
    });
  }
}

/** Adds accounts, each with one of the profiles as its own. */
export function addManyAccounts(state: State, profiles: readonly Profile[], now: number): Account[] {
  return profiles.map((profile, index) => {
    const account = addAccount(
      state,
      {
        email: `customer.${index}@customers.example`,
        name: `Customer ${index}`,
        role: 'customer',
        plan: 'starter',
      },
      now,
    );
    profile.account = account.id;
    issueToken(state, {
      region: 'us-e1',
      profile: profile.id,
      name: 'Backend',
      created_by: account.id,
      created_at: new Date(now - DAY).toISOString(),
    });
    return account;
  });
}

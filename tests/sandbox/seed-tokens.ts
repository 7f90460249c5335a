import { DAY, HOUR } from './clock.ts';
import { noise } from './random.ts';
import type { Account, Profile, State, Token } from './state.ts';
import { issueToken, type NewToken } from './tokens.ts';

/** Adds typical tokens: of a backend, an export, a gateway that expires, a script that nobody uses. */
export function addTokens(
  state: State,
  account: Account,
  profile: Profile,
  now: number,
  many: boolean,
): void {
  const ago = (days: number) => new Date(now - days * DAY - 3 * HOUR).toISOString();
  const shift = Math.floor(noise(profile.seed, 11) * 40);
  const add = (spec: Pick<NewToken, 'name'> & Partial<NewToken>): Token =>
    issueToken(state, {
      region: account.region,
      profile: profile.id,
      created_by: account.id,
      created_at: ago(300),
      ...spec,
    });
  add({ name: 'Production backend', created_at: ago(320 + shift), last_authorization: ago(0) });
  add({
    name: 'Dashboard export',
    permission: 'read',
    created_at: ago(200 + shift),
    last_authorization: ago(1),
  });
  if (!many) return;
  add({
    name: 'Field gateway',
    permission: 'write',
    created_at: ago(78),
    expire_time: new Date(now + 12 * DAY).toISOString(),
    last_authorization: ago(0),
  });
  add({ name: 'Old import script', bare: true, created_at: ago(420), last_authorization: ago(210 + shift) });
  add({ name: 'Workshop', created_at: ago(40), expire_time: ago(10), last_authorization: ago(12) });
  add({ name: 'Nightly report', kind: 'analysis', created_at: ago(100) });
  add({ name: 'Weather station 1', kind: 'device', created_at: ago(100) });
  add({ name: 'LoRaWAN network', kind: 'network', created_at: ago(100) });
  add({ name: 'Partner', kind: 'service', created_at: ago(100) });
}

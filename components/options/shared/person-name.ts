import { computed } from '@preact/signals';
import { t } from '../../../lib/i18n/t.ts';
import { connections, profiles } from '../../../lib/state/app-state.ts';
import { teams } from './lists.ts';

/** Names of the known accounts, by account id, by which the platform identifies people. */
const names = computed(() => {
  const known = new Map<string, string>();
  const learn = (id: string | null, name: string | null) => {
    if (id && name) known.set(id, name);
  };
  // The last that is known counts: an account's own name.
  for (const { ownerAccountId } of profiles.value) learn(ownerAccountId, t('raiseTheOwner'));
  const members = [...teams.value.values()].flatMap((team) => team.members);
  for (const { accountId, email } of [...members, ...connections.value]) learn(accountId, email);
  for (const { ownerAccountId, ownerName } of profiles.value) learn(ownerAccountId, ownerName);
  for (const { accountId, name } of members) learn(accountId, name);
  for (const { accountId, accountName } of connections.value) learn(accountId, accountName);
  return known;
});

/** Returns the name of an account id; anything else that the platform wrote is returned unchanged. */
export function personName(who: string): string {
  return names.value.get(who) ?? who;
}

import { computed } from '@preact/signals';
import { memberName } from '../../../lib/domain/team.ts';
import { t } from '../../../lib/i18n/t.ts';
import { connections, profiles } from '../../../lib/state/app-state.ts';
import { teams } from './lists.ts';

/** Names of the known accounts, by account id, by which the platform identifies people. */
const names = computed(() => {
  const known = new Map<string, string>();
  for (const { ownerAccountId, ownerName } of profiles.value) {
    if (ownerAccountId) known.set(ownerAccountId, ownerName || t('raiseTheOwner'));
  }
  for (const team of teams.value.values()) {
    for (const member of team.members) known.set(member.accountId, memberName(member));
  }
  for (const { accountId, accountName, email } of connections.value) {
    known.set(accountId, accountName || email);
  }
  return known;
});

/** Returns the name of an account id; anything else that the platform wrote is returned unchanged. */
export function personName(who: string): string {
  return names.value.get(who) ?? who;
}

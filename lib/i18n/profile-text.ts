import { type Connection, connectionName } from '../domain/identity/connection.ts';
import type { Disambiguator } from '../domain/profiles/disambiguate.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { DEPLOY_LABEL, publicRegion, type RegionId } from '../domain/regions/region.ts';
import { daysUntil } from '../domain/usage/month.ts';
import { isRaisable } from '../domain/usage/service.ts';
import type { ServiceStatus } from '../domain/usage/usage-status.ts';
import { plural, t } from './t.ts';

/** Returns the short name of a connection's region; the host for a TagoDeploy instance. */
export function regionText(connection: Pick<Connection, 'region' | 'origin'>): string {
  return regionOrHost(connection.region, new URL(connection.origin).host);
}

/** Returns a connection's name, with its region where another of the connections has the same name. */
export function distinctConnectionText(connection: Connection, connections: readonly Connection[]): string {
  const name = connectionName(connection);
  const namesakes = connections.filter((other) => connectionName(other) === name);
  return namesakes.length > 1 ? `${name} (${regionText(connection)})` : name;
}

/** Returns whose a profile is: `Yours`, `Shared by Ines`. */
export function ownerText(profile: Pick<Profile, 'shared' | 'ownerName'>): string {
  if (!profile.shared) return t('profileYours');
  return profile.ownerName ? t('profileSharedBy', profile.ownerName) : t('profileShared');
}

/** Returns the name of a shared profile's owner. */
export function ownerNameText({ ownerName }: Pick<Profile, 'ownerName'>): string {
  return ownerName || t('profileOtherOwner');
}

/** Returns who alone can raise the limits of a shared profile. */
export function ownerRaisesText({ ownerName }: Pick<Profile, 'ownerName'>): string {
  return t('popupOwnerRaises', ownerName || t('raiseTheOwner'));
}

/** Returns what to do about a service at risk: raise its limit, or who alone can. */
export function adviceText(
  profile: Pick<Profile, 'shared' | 'ownerName'>,
  { service, level }: Pick<ServiceStatus, 'service' | 'level'>,
): string {
  if (!isRaisable(service)) return t('popupFixedLimit');
  if (profile.shared) return ownerRaisesText(profile);
  return t(level === 'blocked' ? 'raiseToContinue' : 'raiseBefore');
}

/** Returns the plan's name with a capital. */
export function planText(plan: string): string {
  return plan.charAt(0).toLocaleUpperCase() + plan.slice(1);
}

/** Returns the tags beside a profile's name: that it is shared, and what disambiguates it. */
export function profileTags(
  profile: Pick<Profile, 'shared'>,
  disambiguators: readonly Disambiguator[] = [],
): string[] {
  const tags = disambiguationTags(disambiguators);
  if (!profile.shared || disambiguators.some(({ kind }) => kind === 'shared')) return tags;
  return [t('tagShared'), ...tags];
}

/** Returns a profile's name with what disambiguates it from others of the same name, if any: `Plant · Yours`. */
export function labelText(
  { name }: Pick<Profile, 'name'>,
  disambiguators?: readonly Disambiguator[],
): string {
  return [name, ...disambiguationTags(disambiguators)].join(' · ');
}

/** Returns the tags that disambiguate a profile from others of the same name. */
export function disambiguationTags(disambiguators: readonly Disambiguator[] = []): string[] {
  return disambiguators.map(partText);
}

function partText(part: Disambiguator): string {
  switch (part.kind) {
    case 'yours':
      return t('tagYours');
    case 'shared':
      return sharedTag(part.owner);
    case 'region':
      return regionOrHost(part.region, part.host);
    case 'account':
      return part.account;
    case 'id':
      return part.id;
  }
}

function sharedTag(owner: string | null): string {
  return owner ? t('tagSharedBy', owner) : t('tagShared');
}

/** Returns the name of a public region or of TagoDeploy; anything else (a host) is shown as it is. */
export function regionName(region: string): string {
  const known = publicRegion(region);
  if (known) return t(known.label);
  return region === 'deploy' ? t(DEPLOY_LABEL) : region;
}

function regionOrHost(region: RegionId, host: string): string {
  return region === 'deploy' && host ? host : regionName(region);
}

/** Returns when a connection's token expires, and what that means; `now` in epoch ms. */
export function renewalText(connection: Connection, connections: readonly Connection[], now: number): string {
  const name = distinctConnectionText(connection, connections);
  const days = daysUntil(connection.credential.expiresAt ?? now, now);
  return days < 1 ? t('renewalExpired', name) : plural('renewalInDays', days, name);
}

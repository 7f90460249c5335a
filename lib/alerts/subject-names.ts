import type { ConnectionKey } from '../domain/identity/keys.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import { distinctConnectionText, labelText } from '../i18n/profile-text.ts';
import { listConnections } from '../store/connections.ts';
import { getDisambiguators } from '../store/disambiguators.ts';

/** What notifications call what they are about: each name only once, however many have it. */
export interface SubjectNames {
  profile(profile: Profile): Promise<string>;
  account(key: ConnectionKey): Promise<string>;
}

/** Returns the names as they are stored when the first one is asked for: most evaluations notify of nothing. */
export function subjectNames(): SubjectNames {
  let differences: ReturnType<typeof getDisambiguators> | undefined;
  let connections: ReturnType<typeof listConnections> | undefined;
  return {
    async profile(profile) {
      differences ??= getDisambiguators();
      return labelText(profile, (await differences)(profile));
    },
    async account(key) {
      connections ??= listConnections();
      const all = await connections;
      const connection = all.find((one) => one.key === key);
      return connection ? distinctConnectionText(connection, all) : '';
    },
  };
}

import { sitesOf } from '../regions/region.ts';
import type { FormatSubject } from './copy-format.ts';

/**
 * Returns an environment for the `tagoconfig.json` of TagoIO's CLI, named after the profile. It always has the
 * addresses, without which the CLI calls the US region. It contains no secret: the CLI keeps the token in a separate
 * file (tago-io/tagoio-cli, src/lib/config-file.ts).
 */
export function cliConfig({ id, name, email, origin }: FormatSubject): string {
  const environment = {
    analysisList: [],
    id,
    profileName: name,
    email,
    tagoAPIURL: origin,
    tagoSSEURL: sitesOf(origin).sse,
  };
  return `${JSON.stringify({ [environmentName(name)]: environment }, null, 2)}\n`;
}

/** Returns the command that stores the token for that environment (tago-io/tagoio-cli, src/index.ts). */
export function cliLogin({ name }: FormatSubject, token: string): string {
  return `tagoio login ${environmentName(name)} -t ${token}`;
}

/** Returns a profile's name as a single shell word: `Acme Farms` becomes `acme-farms`. */
function environmentName(profileName: string): string {
  const word = profileName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  // `default` is a key of the file itself, which an environment would overwrite.
  return word === '' || word === 'default' ? 'profile' : word;
}

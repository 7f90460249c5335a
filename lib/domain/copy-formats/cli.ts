import { sitesOf } from '../regions/region.ts';
import { fold } from '../text/fold.ts';
import type { FormatSubject } from './copy-format.ts';

/**
 * Returns an environment for the `tagoconfig.json` of TagoIO's CLI, named after the profile. It always has the
 * addresses, without which the CLI calls the US region. It contains no secret: the CLI keeps the token in a separate
 * file (tago-io/tagoio-cli, src/lib/config-file.ts).
 */
export function cliConfig(subject: FormatSubject): string {
  const { id, name, email, origin } = subject;
  const environment = {
    analysisList: [],
    id,
    profileName: name,
    email,
    tagoAPIURL: origin,
    tagoSSEURL: sitesOf(origin).sse,
  };
  return `${JSON.stringify({ [environmentName(subject)]: environment }, null, 2)}\n`;
}

/** Returns the command that stores the token for that environment (tago-io/tagoio-cli, src/index.ts). */
export function cliLogin(subject: FormatSubject, token: string): string {
  return `tagoio login ${environmentName(subject)} -t ${token}`;
}

/**
 * Returns a profile's name as a single shell word: `Acme Farms` becomes `acme-farms`. With the end of its id where the
 * word alone could be another profile's.
 */
function environmentName({ name, id, isDistinct }: FormatSubject): string {
  const word = environmentWord(name);
  // `default` is a key of the file itself, which an environment would overwrite.
  if (isDistinct && word !== '' && word !== 'default') return word;
  return `${word || 'profile'}-${id.slice(-6)}`;
}

/** Returns what a profile's name contributes to its environment's; empty if it has no letters that it may have. */
export function environmentWord(profileName: string): string {
  return fold(profileName)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
}

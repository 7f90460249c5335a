import type { ApiOrigin } from '../identity/keys.ts';
import { regionOf } from '../regions/region.ts';
import type { FormatSubject } from './copy-format.ts';

/**
 * Returns an environment for the `tagoconfig.json` of TagoIO's CLI, named after the profile. The addresses are always
 * there: without them the CLI calls the US region. No secret is in it; the CLI keeps the token in a file of its
 * own (tago-io/tagoio-cli, src/lib/config-file.ts).
 */
export function cliConfig({ id, name, email, origin }: FormatSubject): string {
  const environment = {
    analysisList: [],
    id,
    profileName: name,
    email,
    tagoAPIURL: origin,
    tagoSSEURL: eventsAddress(origin),
  };
  return `${JSON.stringify({ [environmentName(name)]: environment }, null, 2)}\n`;
}

/** Stores the token for that environment in the CLI (tago-io/tagoio-cli, src/index.ts). */
export function cliLogin({ name }: FormatSubject, token: string): string {
  return `tagoio login ${environmentName(name)} -t ${token}`;
}

/** Returns a name that is one word for a shell: `Acme Farms` becomes `acme-farms`. */
export function environmentName(profileName: string): string {
  const word = profileName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  // Keys of the file's own, which an environment would replace.
  return word === '' || word === 'default' ? 'profile' : word;
}

/** The platform's server-sent events beside an API (`@tago-io/sdk`, regions; TagoDeploy: `sse.` for `api.`). */
export function eventsAddress(origin: ApiOrigin): string {
  if (regionOf(origin) === 'us-e1') return 'https://sse.tago.io/events';
  const url = new URL(origin);
  url.hostname = url.hostname.replace(/^api\./, 'sse.');
  return `${url.origin}/events`;
}

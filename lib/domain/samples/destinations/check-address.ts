import type { ApiOrigin } from '../../identity/keys.ts';
import { isApiHost } from '../api-host.ts';
import type { DestinationProblem } from './check-destinations.ts';

/** Returns what is wrong with an address, which is read as `https` where it begins with its host; null: nothing. */
export function addressProblem(address: string, origin: ApiOrigin): DestinationProblem | null {
  const schemeless = !/^[a-z][a-z0-9+.-]*:/i.test(address) || /^[\w.-]+:\d+(?:\/|$)/.test(address);
  const [, scheme = '', authority = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)/i.exec(
      schemeless ? `https://${address.replace(/^\/\//, '')}` : address,
    ) ?? [];
  if (scheme === '') return { kind: 'unclear', what: shortened(address) };
  if (!/^(?:[\w.-]+|<[\w.-]+>)+(?::\d+)?$/.test(authority)) return foreign(scheme + authority);
  if (`${scheme}${authority}`.toLowerCase() === origin) return null;
  if (!isApiHost(authority)) return foreign(scheme + authority);
  return scheme.toLowerCase() === 'https://' ? null : { kind: 'plain-http', host: authority };
}

/** Returns what is wrong with a host that a sample names without a scheme; null: nothing. */
export function hostProblem(host: string, origin: ApiOrigin): DestinationProblem | null {
  return isApiHost(host) || host.toLowerCase() === new URL(origin).host ? null : foreign(`https://${host}`);
}

/** As a browser would write it: a letter that only looks Latin shows as `xn--…`. */
function foreign(address: string): DestinationProblem {
  const what = address.replace(/^\w+:\/\//, '');
  const host = URL.canParse(address) ? new URL(address).host : what;
  return { kind: 'foreign', host: shortened(host === '' ? what : host) };
}

export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

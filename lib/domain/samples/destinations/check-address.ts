import type { ApiOrigin } from '../../identity/keys.ts';
import { isApiHost } from '../api-host.ts';
import type { DestinationProblem } from './check-destinations.ts';

/** Returns why a token must not be sent to an address; null if it may. Without a scheme, `https` is assumed. */
export function addressProblem(address: string, origin: ApiOrigin): DestinationProblem | null {
  const schemeless = !/^[a-z][a-z0-9+.-]*:/i.test(address) || /^[\w.-]+:\d+(?:\/|$)/.test(address);
  const [, scheme = '', authority = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)/i.exec(
      schemeless ? `https://${address.replace(/^\/\//, '')}` : address,
    ) ?? [];
  if (scheme === '') return unclear(address);
  if (!/^(?:[\w.-]|<[\w.-]+>)+(?::\d+)?$/.test(authority)) return foreign(scheme + authority);
  if (`${scheme}${authority}`.toLowerCase() === origin) return null;
  if (!isApiHost(authority)) return foreign(scheme + authority);
  return scheme.toLowerCase() === 'https://' ? null : { kind: 'plain-http', host: authority };
}

/** Returns why a token must not be sent to a host; null if it may. */
export function hostProblem(host: string, origin: ApiOrigin): DestinationProblem | null {
  return isApiHost(host) || host.toLowerCase() === new URL(origin).host ? null : foreign(`https://${host}`);
}

/** Returns why a token must not be sent to the origin or host of a generated sample; null if it may. */
export function targetProblem(target: string, origin: ApiOrigin): DestinationProblem | null {
  return target.includes('://') ? addressProblem(target, origin) : hostProblem(target, origin);
}

/** Returns the problem of another host, as a browser writes it: lookalikes of Latin letters appear as `xn--…`. */
function foreign(address: string): DestinationProblem {
  const what = address.replace(/^\w+:\/\//, '');
  const host = URL.canParse(address) ? new URL(address).host : what;
  return { kind: 'foreign', host: shorten(host === '' ? what : host) };
}

/** Returns the problem of a part of a sample whose effect isn't known. */
export function unclear(what: string): DestinationProblem {
  return { kind: 'unclear', what: shorten(what.trim()) };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

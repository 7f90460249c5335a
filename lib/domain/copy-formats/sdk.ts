import { regionOf } from '../regions/region.ts';
import { eventsAddress } from './cli.ts';
import type { FormatSubject } from './copy-format.ts';

/** `@tago-io/sdk`: a region by its name, or a TagoDeploy instance by its addresses. */
export function sdkJavaScript({ origin }: FormatSubject, token: string): string {
  const region = regionOf(origin);
  const where =
    region === 'deploy'
      ? `{ api: ${JSON.stringify(origin)}, sse: ${JSON.stringify(eventsAddress(origin))} }`
      : JSON.stringify(region);
  return `import { Resources } from "@tago-io/sdk";

const resources = new Resources({ token: ${JSON.stringify(token)}, region: ${where} });
`;
}

/** `tagoio-sdk` knows the US region alone; all others are read from the environment (src/tagoio_sdk/regions.py). */
export function sdkPython({ origin }: FormatSubject, token: string): string {
  if (regionOf(origin) === 'us-e1') {
    return `from tagoio_sdk import Resources

resources = Resources({"token": ${JSON.stringify(token)}})
`;
  }
  return `import os

from tagoio_sdk import Resources

os.environ["TAGOIO_API"] = ${JSON.stringify(origin)}
os.environ["TAGOIO_SSE"] = ${JSON.stringify(eventsAddress(origin))}

resources = Resources({"token": ${JSON.stringify(token)}, "region": "env"})
`;
}

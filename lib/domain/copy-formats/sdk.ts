import { regionOf, sitesOf } from '../regions/region.ts';
import type { FormatSubject } from './copy-format.ts';

/** Returns code for `@tago-io/sdk`, with the region's id or the addresses of a TagoDeploy instance. */
export function sdkJavaScript({ origin }: FormatSubject, token: string): string {
  const region = regionOf(origin);
  const where =
    region === 'deploy'
      ? `{ api: ${JSON.stringify(origin)}, sse: ${JSON.stringify(sitesOf(origin).sse)} }`
      : JSON.stringify(region);
  return `import { Resources } from "@tago-io/sdk";

const resources = new Resources({ token: ${JSON.stringify(token)}, region: ${where} });
`;
}

/**
 * Returns code for `tagoio-sdk`, which reads all regions but the US from the environment (src/tagoio_sdk/regions.py).
 */
export function sdkPython({ origin }: FormatSubject, token: string): string {
  if (regionOf(origin) === 'us-e1') {
    return `from tagoio_sdk import Resources

resources = Resources({"token": ${JSON.stringify(token)}})
`;
  }
  return `import os

from tagoio_sdk import Resources

os.environ["TAGOIO_API"] = ${JSON.stringify(origin)}
os.environ["TAGOIO_SSE"] = ${JSON.stringify(sitesOf(origin).sse)}

resources = Resources({"token": ${JSON.stringify(token)}, "region": "env"})
`;
}

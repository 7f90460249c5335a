import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import {
  allowedRegions,
  allowsApi,
  allowsDeploy,
  onlyApi,
  type Policy,
} from '../../../lib/domain/policy/policy.ts';
import { originOfRegion, REGIONS, type RegionId, regionOf } from '../../../lib/domain/regions/region.ts';
import type { RegionDraft } from './region-field.tsx';

/**
 * Returns the region that the form shows: the only one that the organization's policy allows, the one that the person
 * chose (`region` empty: none yet), the preset one, or the one that the person's console is signed in to (`guessed`).
 */
export function regionWithin(
  policy: Policy,
  chosen: { region: RegionId | ''; address: string },
  guessed: ApiOrigin | null = null,
): RegionDraft {
  const only = onlyApi(policy);
  if (only) return draftOf(only);
  const { region, address } = chosen;
  if (region !== '') return { region, address };
  if (policy.api) return draftOf(policy.api);
  if (guessed && allowsApi(policy, guessed)) return draftOf(guessed);
  const [first] = allowedRegions(policy);
  if (first) return draftOf(originOfRegion(first));
  return { region: allowsDeploy(policy) ? 'deploy' : REGIONS[0].id, address };
}

function draftOf(origin: ApiOrigin): RegionDraft {
  const region = regionOf(origin);
  return { region, address: region === 'deploy' ? origin : '' };
}

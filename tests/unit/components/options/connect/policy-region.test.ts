import { describe, expect, it } from 'vitest';
import { regionWithin } from '../../../../../components/options/connect/policy-region.ts';
import type { ApiOrigin } from '../../../../../lib/domain/identity/keys.ts';
import { NO_POLICY } from '../../../../../lib/domain/policy/policy.ts';
import { EU, US } from '../../../domain/make.ts';

const NOTHING = { region: '', address: '' } as const;

describe('the region that the connect form shows first', () => {
  it('is US East when nothing is known', () => {
    expect(regionWithin(NO_POLICY, NOTHING).region).toBe('us-e1');
  });

  it('is where the person’s console is signed in', () => {
    expect(regionWithin(NO_POLICY, NOTHING, EU).region).toBe('eu-w1');
  });

  it('is a TagoDeploy’s address, as its console is signed in', () => {
    const origin = 'https://api.example.com' as ApiOrigin;
    expect(regionWithin(NO_POLICY, NOTHING, origin)).toEqual({ region: 'deploy', address: origin });
  });

  it('is what the person chose, whatever the console says', () => {
    expect(regionWithin(NO_POLICY, { region: 'us-e1', address: '' }, EU).region).toBe('us-e1');
  });

  it('is never one that the organization’s policy excludes', () => {
    const policy = {
      ...NO_POLICY,
      allowedHosts: [{ origin: US }, { origin: 'https://api.example.com' as ApiOrigin }],
    };
    expect(regionWithin(policy, NOTHING, EU).region).toBe('us-e1');
  });
});

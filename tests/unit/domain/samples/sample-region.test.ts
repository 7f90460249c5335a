import { describe, expect, it } from 'vitest';
import type { ApiOrigin } from '../../../../lib/domain/identity/keys.ts';
import { setSdkRegion } from '../../../../lib/domain/samples/sample-region.ts';
import { profileTokenPlaces } from '../../../../lib/domain/samples/token-placeholders.ts';
import { EU, US } from '../make.ts';

const DEPLOY = 'https://api.acme-iot.com' as ApiOrigin;
const run = (text: string, origin: ApiOrigin) => {
  const { places, ...rest } = setSdkRegion({ text, places: profileTokenPlaces(text) }, origin);
  return { ...rest, held: places.map(([start, end]) => rest.text.slice(start, end)) };
};
const JAVASCRIPT = 'const account = new Account({ token: "YOUR-TOKEN" });\nawait account.devices.list();';
const PYTHON = 'account = Account({"token": "your-token"})';

describe('setSdkRegion', () => {
  it('leaves a sample unchanged for the SDK’s default region', () => {
    expect(run(JAVASCRIPT, US)).toEqual({
      text: JAVASCRIPT,
      changed: false,
      unset: false,
      held: ['YOUR-TOKEN'],
    });
  });

  it('adds the region beside the token in JavaScript', () => {
    expect(run(JAVASCRIPT, EU)).toEqual({
      text: JAVASCRIPT.replace('"YOUR-TOKEN"', '"YOUR-TOKEN", region: "eu-w1"'),
      changed: true,
      unset: false,
      held: ['YOUR-TOKEN'],
    });
    const two = `${JAVASCRIPT}\nconst r = new Resources({ token: 'MY-TOKEN-HERE', details: true });`;
    expect(run(two, EU)).toMatchObject({ changed: true, held: ['YOUR-TOKEN', 'MY-TOKEN-HERE'] });
    expect(run(two, EU).text).toContain('{ token: \'MY-TOKEN-HERE\', region: "eu-w1", details: true }');
  });

  it('reports a sample that would call another region and cannot be changed', () => {
    expect(run(PYTHON, EU)).toMatchObject({ text: PYTHON, changed: false, unset: true });
    expect(run(JAVASCRIPT, DEPLOY)).toMatchObject({ text: JAVASCRIPT, changed: false, unset: true });
    const separate = 'const token = "YOUR-PROFILE-TOKEN";\nconst account = new Account({ token });';
    expect(run(separate, EU)).toMatchObject({ text: separate, changed: false, unset: true });
  });

  it('leaves a sample unchanged that sets a region itself, or does not use the SDK', () => {
    const named = 'new Account({ token: "YOUR-TOKEN", region: "us-e1" })';
    expect(run(named, EU)).toMatchObject({ text: named, unset: false });
    const curl = 'curl -H "Profile-Token: <your-profile-token>" https://api.us-e1.tago.io/account';
    expect(run(curl, EU)).toMatchObject({ text: curl, unset: false });
  });
});

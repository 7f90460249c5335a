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
      calls: null,
      held: ['YOUR-TOKEN'],
    });
  });

  it('adds the region beside the token in JavaScript', () => {
    expect(run(JAVASCRIPT, EU)).toEqual({
      text: JAVASCRIPT.replace('"YOUR-TOKEN"', '"YOUR-TOKEN", region: "eu-w1"'),
      changed: true,
      calls: null,
      held: ['YOUR-TOKEN'],
    });
    const two = `${JAVASCRIPT}\nconst r = new Resources({ token: 'MY-TOKEN-HERE', details: true });`;
    expect(run(two, EU)).toMatchObject({ changed: true, held: ['YOUR-TOKEN', 'MY-TOKEN-HERE'] });
    expect(run(two, EU).text).toContain('{ token: \'MY-TOKEN-HERE\', region: "eu-w1", details: true }');
  });

  it('replaces a region that the sample names by the profile’s, and says which one is called where it can’t', () => {
    for (const [name, id] of [
      ['us-e1', 'us-e1'],
      ['usa-1', 'us-e1'],
      ['eu-w1', 'eu-w1'],
    ] as const)
      for (const make of [
        (region: string) => `new Account({ region: "${region}", token: "YOUR-TOKEN" })`,
        (region: string) => `account = Account({"token": "your-token", 'region': '${region}'})`,
      ]) {
        const { text, changed, calls, held } = run(make(name), EU);
        expect([text, changed, calls]).toEqual([make('eu-w1'), id !== 'eu-w1', null]);
        expect(held[0]?.toUpperCase()).toBe('YOUR-TOKEN');
        expect(run(make(name), US)).toMatchObject({
          text: id === 'us-e1' ? make(name) : make('us-e1'),
          changed: id !== 'us-e1',
          calls: null,
        });
        expect(run(make(name), DEPLOY)).toMatchObject({
          text: make(name),
          calls: [id === 'us-e1' ? US : EU],
        });
      }
  });

  it('adds the region also where the sample only mentions it', () => {
    const commented = `// Change the region if you need to\n${JAVASCRIPT}`;
    expect(run(commented, EU)).toMatchObject({ changed: true, calls: null });
  });

  it('is soon found in many blank lines, and in many calls', () => {
    const blank = `Account(${'\n'.repeat(30_000)}`;
    const names = Array.from({ length: 1500 }, (_, i) => `Account(a${i})`);
    for (const text of [
      blank,
      'Account('.repeat(3700),
      names.join('\n'),
      names.join(' '),
      'a='.repeat(9000) + names.slice(0, 600),
    ])
      expect(setSdkRegion({ text, places: [] }, EU).calls).toEqual([US]);
  }, 2000);

  it('reports a sample that would call another region and cannot be changed', () => {
    expect(run(PYTHON, EU)).toMatchObject({ text: PYTHON, changed: false, calls: [US] });
    expect(run(JAVASCRIPT, DEPLOY)).toMatchObject({ text: JAVASCRIPT, changed: false, calls: [US] });
    const separate = 'const token = "YOUR-PROFILE-TOKEN";\nconst account = new Account({ token });';
    expect(run(separate, EU)).toMatchObject({ text: separate, changed: false, calls: [US] });
  });

  it('sets the region of each call, also where only some of them name one', () => {
    const both = (first: string, second: string) =>
      `const a = new Account({ token: "YOUR-TOKEN"${first} });\nconst r = new Resources({ token: "YOUR-TOKEN"${second} });`;
    const [us, eu] = [', region: "us-e1"', ', region: "eu-w1"'];
    const held = ['YOUR-TOKEN', 'YOUR-TOKEN'];
    for (const [first, second] of [
      [us, ''],
      ['', us],
      [eu, ''],
      [us, eu],
    ] as const)
      expect(run(both(first, second), EU)).toEqual({
        text: both(eu, eu),
        changed: true,
        calls: null,
        held,
      });
    expect(run(both(eu, ''), US)).toEqual({ text: both(us, ''), changed: true, calls: null, held });
    expect(run(both(us, ''), US)).toMatchObject({ text: both(us, ''), changed: false, calls: null });
    const read = both(', region: regionOf(1)', '');
    expect(run(read, EU)).toMatchObject({ text: both(', region: regionOf(1)', eu), calls: null, held });
    const config =
      'const config = { token: "YOUR-PROFILE-TOKEN", region: "us-e1" };\nnew Account(config);\nnew Resources({ token: "YOUR-TOKEN" });';
    expect(run(config, EU)).toMatchObject({
      text: config.replace('us-e1', 'eu-w1').replace('"YOUR-TOKEN"', `"YOUR-TOKEN"${eu}`),
      calls: null,
    });
  });

  it('says which regions are called where only some calls name one and the others can’t', () => {
    const python =
      'a = Account({"token": "your-token", "region": "us-e1"})\nb = Account({"token": "your-token"})';
    expect(run(python, EU)).toMatchObject({
      text: python.replace('us-e1', 'eu-w1'),
      changed: true,
      calls: [EU, US],
    });
    expect(run(python.replace('us-e1', 'eu-w1'), EU)).toMatchObject({ changed: false, calls: [EU, US] });
    const deploy = python.replace('us-e1', 'eu-w1');
    expect(run(deploy, DEPLOY)).toMatchObject({ text: deploy, calls: [EU, US] });
    const configs =
      'a = {"token": "your-profile-token", "region": "eu-w1"}\nb = {"token": "your-profile-token"}\nAccount(a)\nAccount(b)';
    expect(run(configs, EU)).toMatchObject({ text: configs, calls: [EU, US] });
  });

  it('sets the region also where the sample names a host elsewhere', () => {
    const commented = `// Calls https://api.us-e1.tago.io\n${JAVASCRIPT}`;
    expect(run(commented, EU)).toMatchObject({ changed: true, calls: null });
    expect(run(`# Calls https://api.us-e1.tago.io\n${PYTHON}`, EU)).toMatchObject({ calls: [US] });
  });

  it('sets the region that a configuration names, or says which one it is', () => {
    for (const config of [
      '{ "profileToken": "YOUR-PROFILE-TOKEN", "region": "us-e1" }',
      'region: "us-e1"\nprofile_token: "YOUR-PROFILE-TOKEN"',
    ]) {
      const text = config.replace('us-e1', 'eu-w1');
      const held = ['YOUR-PROFILE-TOKEN'];
      expect(run(config, EU)).toEqual({ text, changed: true, calls: null, held });
      expect(run(config, US)).toEqual({ text: config, changed: false, calls: null, held });
      expect(run(config, DEPLOY)).toEqual({ text: config, changed: false, calls: [US], held });
    }
    const commented = '# region: "us-e1"\nprofile_token: "YOUR-PROFILE-TOKEN"';
    expect(run(commented, EU)).toMatchObject({ text: commented, changed: false });
  });

  it('leaves a sample unchanged that sets a region itself, or does not use the SDK', () => {
    const read = 'const region = config();\nnew Account({ token: "YOUR-TOKEN", region })';
    expect(run(read, EU)).toMatchObject({ text: read, calls: null });
    const data = 'new Account({ token: "YOUR-TOKEN" }).devices.create({ region: "us-e1" })';
    expect(run(data, US)).toMatchObject({ text: data, changed: false });
    // Data of another call, and a comment, set nothing.
    expect(run(data, EU)).toMatchObject({
      text: data.replace('"YOUR-TOKEN"', '"YOUR-TOKEN", region: "eu-w1"'),
    });
    expect(run(data, DEPLOY)).toMatchObject({ text: data, calls: [US] });
    for (const comment of ['// region: "eu-w1"', '# region: "eu-w1"']) {
      const inside = `new Account({ token: "YOUR-TOKEN",\n  ${comment},\n})`;
      expect(run(inside, US)).toMatchObject({ text: inside, changed: false });
      expect(run(inside, EU).text).toContain('"YOUR-TOKEN", region: "eu-w1",');
      expect(run(inside, DEPLOY)).toMatchObject({ calls: [US] });
    }
    const config = (region: string) =>
      `const config = { token: "YOUR-ACCOUNT-TOKEN", region: "${region}" };\nnew Account(config)`;
    expect(run(config('us-e1'), EU)).toMatchObject({ text: config('eu-w1'), changed: true });
    const curl = 'curl -H "Profile-Token: <your-profile-token>" https://api.us-e1.tago.io/account';
    expect(run(curl, EU)).toMatchObject({ text: curl, calls: null });
  });
});

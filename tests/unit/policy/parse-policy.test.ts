import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { managedSchema } from '../../../lib/domain/policy/managed-schema.ts';
import {
  allowedRegions,
  allowsApi,
  allowsDeploy,
  autoLockWithin,
  NO_POLICY,
  onlyApi,
  POLICY_KEYS,
  STRICTEST_POLICY,
} from '../../../lib/domain/policy/policy.ts';
import { POLICY_SCHEMAS, parsePolicy } from '../../../lib/policy/parse-policy.ts';
import { EU, US } from '../domain/make.ts';

const ID = '0123456789abcdef01234567';
const DEPLOY = `https://api.${ID}.tagoio.net` as ApiOrigin;

const policyOf = (values: Record<string, unknown>) => parsePolicy({ keys: Object.keys(values), ...values });

describe('values that each key takes', () => {
  it.each([
    ['api', 'us-e1', US],
    ['api', ' EU-W1 ', EU],
    ['api', 'https://api.tago.io', US],
    ['api', ID, DEPLOY],
    ['api', 'https://iot.acme.example:8443/', 'https://iot.acme.example:8443'],
    ['api', 'http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['allowedHosts', ['eu-w1', ID], [{ origin: EU }, { origin: DEPLOY }]],
    ['allowedHosts', ['iot.acme.example'], [{ origin: 'https://iot.acme.example' }]],
    ['allowedHosts', ['*.Acme.example'], [{ subdomains: 'acme.example' }]],
    ['requirePassphrase', true, true],
    ['maxAutoLockMinutes', 1, 1],
    ['maxAutoLockMinutes', 1440, 1440],
    ['allowFullTokens', false, false],
    ['allowPasswordSignIn', false, false],
    ['allowConsoleFollowing', false, false],
  ] as const)('%s: %j', (key, value, expected) => {
    const state = policyOf({ [key]: value });
    expect(state).toEqual({ status: 'valid', policy: { ...NO_POLICY, [key]: expected }, problems: [] });
  });
});

describe('a wrong key makes the whole policy invalid, and everything forbidden', () => {
  it.each([
    ['api', 'us-west', 'value'],
    ['api', 'http://api.acme.example', 'value'],
    ['api', 'https://user:secret@api.acme.example', 'value'],
    ['api', 1, 'value'],
    ['allowedHosts', [], 'value'],
    ['allowedHosts', 'eu-w1', 'value'],
    ['allowedHosts', ['*'], 'value'],
    ['allowedHosts', ['*.com'], 'value'],
    ['allowedHosts', ['eu-w1', 'https://api.acme.example/v1'], 'value'],
    ['requirePassphrase', 'yes', 'value'],
    ['requirePassphrase', 1, 'value'],
    ['maxAutoLockMinutes', 0, 'value'],
    ['maxAutoLockMinutes', 1441, 'value'],
    ['maxAutoLockMinutes', 1.5, 'value'],
    ['maxAutoLockMinutes', '15', 'value'],
    ['allowFullTokens', 'false', 'value'],
    ['allowPasswordSignIn', null, 'value'],
    ['allowConsoleFollowing', {}, 'value'],
    ['alowFullTokens', false, 'unknown'],
    ['constructor', false, 'unknown'],
  ] as const)('%s: %j', (key, value, rule) => {
    const state = policyOf({ requirePassphrase: true, [key]: value });
    expect(state).toEqual({ status: 'invalid', policy: STRICTEST_POLICY, problems: [{ key, rule }] });
  });

  it.each([
    ['a listed key that the browser dropped', { keys: ['allowFullTokens'] }, 'allowFullTokens', 'missing'],
    ['a misspelled key that the browser dropped', { keys: ['alowFullTokens'] }, 'alowFullTokens', 'unknown'],
    ['a key that is not listed', { keys: [], allowFullTokens: false }, 'allowFullTokens', 'unlisted'],
    ['no list', { allowFullTokens: false }, 'keys', 'keys'],
    ['a list of another type', { keys: 'allowFullTokens', allowFullTokens: false }, 'keys', 'keys'],
    [
      'an API that is not allowed',
      { keys: ['api', 'allowedHosts'], api: 'us-e1', allowedHosts: ['eu-w1'] },
      'api',
      'outside',
    ],
  ] as const)('%s', (_what, stored, key, rule) => {
    expect(parsePolicy(stored)).toEqual({
      status: 'invalid',
      policy: STRICTEST_POLICY,
      problems: [{ key, rule }],
    });
  });

  it('names every wrong key', () => {
    const { problems } = policyOf({ api: 'nowhere', maxAutoLockMinutes: 0, allowFullTokens: true });
    expect(problems.map(({ key }) => key)).toEqual(['api', 'maxAutoLockMinutes']);
  });
});

it('nothing stored is no policy, an empty list restricts nothing', () => {
  expect(parsePolicy({})).toEqual({ status: 'none', policy: NO_POLICY, problems: [] });
  expect(parsePolicy({ keys: [] })).toEqual({ status: 'valid', policy: NO_POLICY, problems: [] });
});

it('whatever is stored gives a valid policy of exactly its keys, or forbids everything', () => {
  const key = fc.oneof(fc.constantFrom(...POLICY_KEYS, 'keys'), fc.string());
  const value = fc.oneof(fc.jsonValue(), fc.boolean(), fc.integer(), fc.constantFrom('us-e1', 'eu-w1'));
  fc.assert(
    fc.property(fc.dictionary(key, value), fc.boolean(), (values, listed) => {
      const stored = listed
        ? { ...values, keys: Object.keys(values).filter((one) => one !== 'keys') }
        : values;
      const state = parsePolicy(stored);
      if (state.status === 'invalid') {
        expect(state.policy).toEqual(STRICTEST_POLICY);
        expect(state.problems.length).toBeGreaterThan(0);
      } else {
        const named = Object.keys(stored).filter((one) => one !== 'keys');
        expect(POLICY_KEYS).toEqual(expect.arrayContaining(named));
        for (const one of POLICY_KEYS)
          if (!named.includes(one)) expect(state.policy[one]).toEqual(NO_POLICY[one]);
      }
    }),
  );
});

it('the schema for Chromium has exactly these keys', () => {
  const { properties } = managedSchema() as { properties: object };
  expect(Object.keys(properties).sort()).toEqual(['keys', ...Object.keys(POLICY_SCHEMAS)].sort());
});

describe('which API may be used', () => {
  it.each([
    ['no policy', {}, US, true],
    ['the preset one', { api: 'eu-w1' }, EU, true],
    ['another than the preset one', { api: 'eu-w1' }, US, false],
    ['an allowed one beside the preset one', { api: 'eu-w1', allowedHosts: ['eu-w1', 'us-e1'] }, US, true],
    ['one that is not allowed', { allowedHosts: ['eu-w1'] }, US, false],
    ['an alias', { allowedHosts: ['api.tago.io'] }, US, true],
    ['one below a domain', { allowedHosts: ['*.acme.example'] }, 'https://a.b.acme.example', true],
    ['the domain itself', { allowedHosts: ['*.acme.example'] }, 'https://acme.example', false],
    ['a host that ends alike', { allowedHosts: ['*.acme.example'] }, 'https://notacme.example', false],
    ['plain http below a domain', { allowedHosts: ['*.acme.example'] }, 'http://a.acme.example', false],
    ['another port', { allowedHosts: ['iot.acme.example'] }, 'https://iot.acme.example:8443', false],
  ] as const)('%s', (_what, values, origin, allowed) => {
    expect(allowsApi(policyOf(values).policy, origin as ApiOrigin)).toBe(allowed);
  });

  it('none while the policy is invalid', () => {
    const { policy } = policyOf({ api: 'nowhere' });
    expect(allowsApi(policy, US)).toBe(false);
    expect(allowedRegions(policy)).toEqual([]);
    expect(allowsDeploy(policy)).toBe(false);
    expect(onlyApi(policy)).toBeNull();
  });

  it.each([
    [{}, ['us-e1', 'eu-w1'], true, null],
    [{ api: 'eu-w1' }, ['eu-w1'], false, EU],
    [{ api: ID }, [], true, DEPLOY],
    [{ allowedHosts: ['eu-w1'] }, ['eu-w1'], false, EU],
    [{ api: 'us-e1', allowedHosts: ['us-e1', '*.acme.example'] }, ['us-e1'], true, null],
  ] as const)('%j offers %j', (values, regions, deploy, only) => {
    const { policy } = policyOf(values);
    expect(allowedRegions(policy).map(({ id }) => id)).toEqual(regions);
    expect(allowsDeploy(policy)).toBe(deploy);
    expect(onlyApi(policy)).toBe(only);
  });
});

it.each([
  [null, 0, 0],
  [null, 240, 240],
  [15, 0, 15],
  [15, 5, 5],
  [15, 60, 15],
])('a limit of %s minutes and a setting of %s give %s', (maxAutoLockMinutes, minutes, expected) => {
  expect(autoLockWithin({ ...NO_POLICY, maxAutoLockMinutes }, minutes)).toBe(expected);
});

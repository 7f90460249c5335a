import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canFollow,
  consoleOf,
  consoleRequest,
  consoleUrl,
  movesSession,
  sectionAfterSwitch,
  sessionTokenOf,
} from '../../../lib/console/console-site.ts';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';

const TOKEN = 'p-8be70d95-0dbc-4e16-89b6-b23b077d05e5';
const DEPLOY = '5f5a8f3351d4db99c40ded2d';
const request = (from: string | undefined, url: string, method = 'GET') => ({ method, url, initiator: from });

describe('requests of a console to its API are recognized', () => {
  it.each([
    ['https://admin.tago.io', 'https://api.tago.io/profile', 'https://api.us-e1.tago.io'],
    ['https://admin.tago.io', 'https://api.us-e1.tago.io/device?page=1', 'https://api.us-e1.tago.io'],
    ['https://admin.tago.io', 'https://api.eu-w1.tago.io/', 'https://api.eu-w1.tago.io'],
    [
      `https://admin.${DEPLOY}.tagoio.net`,
      `https://api.${DEPLOY}.tagoio.net/x`,
      `https://api.${DEPLOY}.tagoio.net`,
    ],
  ])('from %s to %s', (from, url, api) => {
    expect(consoleRequest(request(from, url))).toEqual({ console: from, api });
    expect(consoleRequest({ method: 'GET', url, originUrl: `${from}/devices` })).toEqual({
      console: from,
      api,
    });
  });

  it.each([
    ['https://docs.tago.io', 'https://api.us-e1.tago.io/profile'],
    ['https://admin.tago.io.evil.example', 'https://api.us-e1.tago.io/profile'],
    ['https://evil.example', 'https://api.us-e1.tago.io/profile'],
    ['http://admin.tago.io', 'https://api.us-e1.tago.io/profile'],
    ['https://admin.tago.io', 'https://evil.example/profile'],
    ['https://admin.tago.io', `https://api.${DEPLOY}.tagoio.net/profile`],
    [`https://admin.${DEPLOY}.tagoio.net`, 'https://api.other.tagoio.net/profile'],
    [`https://admin.${DEPLOY}.tagoio.net`, 'https://api.us-e1.tago.io/profile'],
    ['chrome-extension://abc', 'https://api.us-e1.tago.io/profile'],
    ['null', 'https://api.us-e1.tago.io/profile'],
    [undefined, 'https://api.us-e1.tago.io/profile'],
  ])('not from %s to %s', (from, url) => {
    expect(consoleRequest(request(from, url))).toBeNull();
  });

  it.each([
    ['firefox-default', true],
    ['firefox-container-3', false],
    ['firefox-private', false],
  ])('of Firefox’s cookie store %s: %s', (cookieStoreId, followed) => {
    const seen = request(undefined, 'https://api.tago.io/profile');
    const found = consoleRequest({ ...seen, originUrl: 'https://admin.tago.io/devices', cookieStoreId });
    expect(found !== null).toBe(followed);
  });

  it('never from another site, whatever its name', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.webUrl(), (from, url) => {
        const found = consoleRequest(request(from, url));
        expect(found === null || consoleOf(found.api) === found.console).toBe(true);
      }),
    );
  });
});

describe('the session’s token', () => {
  const withHeader = (name: string, value?: string) =>
    sessionTokenOf({
      ...request('https://admin.tago.io', 'https://api.tago.io/'),
      requestHeaders: [{ name, value }],
    });

  it('is a profile token in the header "token", in upper or lower case', () => {
    expect(withHeader('token', TOKEN)).toBe(TOKEN);
    expect(withHeader('Token', TOKEN.slice(2))).toBe(TOKEN.slice(2));
  });

  it.each([
    ['Authorization', TOKEN],
    ['cookie', TOKEN],
    ['token', `a-${TOKEN.slice(2)}`],
    ['token', 'at4deedd7bab8817ec4deedd7bab8817ec'],
    ['token', `${TOKEN}, ${TOKEN}`],
    ['token', ''],
    ['token', undefined],
  ])('is not %s: %s', (name, value) => {
    expect(withHeader(name, value)).toBeNull();
  });
});

it('only a switch and a sign-out change the session', () => {
  const moves = (method: string, path: string) =>
    movesSession(request('https://admin.tago.io', `https://api.us-e1.tago.io${path}`, method));
  expect(moves('PUT', '/profile/switch/5f5a8f3351d4db99c40ded2d')).toBe(true);
  expect(moves('DELETE', `/profile/5f5a8f3351d4db99c40ded2d/token/${TOKEN}`)).toBe(true);
  expect(moves('GET', '/profile/switch/5f5a8f3351d4db99c40ded2d')).toBe(false);
  expect(moves('PUT', '/profile/5f5a8f3351d4db99c40ded2d')).toBe(false);
  expect(moves('DELETE', '/device/5f5a8f3351d4db99c40ded2d')).toBe(false);
});

it('links lead to the console of the account’s region or TagoDeploy', () => {
  expect(consoleUrl({ origin: 'https://api.eu-w1.tago.io' as ApiOrigin }, 'billing')).toBe(
    'https://admin.tago.io/account/billing',
  );
  const instance = `https://api.${DEPLOY}.tagoio.net` as ApiOrigin;
  expect(consoleUrl({ origin: instance }, 'devices')).toBe(`https://admin.${DEPLOY}.tagoio.net/devices`);
  expect(canFollow(instance)).toBe(true);
  expect(canFollow('https://iot.factory.example' as ApiOrigin)).toBe(false);
});

describe('the page that a console’s tab shows after a switch to another profile', () => {
  const SITE = consoleOf('https://api.us-e1.tago.io' as ApiOrigin);
  const INSTANCE = consoleOf(`https://api.${DEPLOY}.tagoio.net` as ApiOrigin);
  const ID = '65f0a1b2c3d4e5f60718293a';

  it.each([
    [SITE, `/devices/${ID}`, '/devices'],
    [SITE, `/devices/${ID.toUpperCase()}/`, '/devices'],
    [SITE, `/devices/${ID}?tab=data&page=2#live`, '/devices'],
    [SITE, `/dashboards/info/${ID}`, '/dashboards'],
    [SITE, `/analysis/${ID}/logs/${ID}`, '/analysis'],
    [SITE, `//devices//${ID}`, '/devices'],
    [SITE, `/${ID}/devices`, '/'],
    [SITE, `/x/../${ID}`, '/'],
    [INSTANCE, `/buckets/${ID}`, '/buckets'],
  ])('is the section: %s%s', (site, path, section) => {
    expect(sectionAfterSwitch(site, site + path)).toBe(site + section);
  });

  it.each([
    [SITE, '/'],
    [SITE, '/devices'],
    [SITE, '/devices?page=2#top'],
    [SITE, `/devices?bucket=${ID}`],
    [SITE, `/devices#/${ID}`],
    // The account's, in every profile.
    [SITE, `/account/billing/${ID}`],
    // No id.
    [SITE, `/files/${ID}.csv`],
    [SITE, `/devices/${ID}0`],
    [SITE, `/devices/${ID.slice(1)}`],
    [SITE, `/devices%2F${ID}`],
    // An instance's own host has an id.
    [INSTANCE, '/devices'],
  ])('is the same: %s%s', (site, path) => {
    expect(sectionAfterSwitch(site, site + path)).toBeNull();
  });

  it.each([
    undefined,
    '',
    'about:blank',
    `https://admin.tago.io.evil.example/devices/${ID}`,
    `https://evil.example/devices/${ID}`,
    `http://admin.tago.io/devices/${ID}`,
    `https://admin.tago.io:8443/devices/${ID}`,
    `https://admin.tago.io@evil.example/devices/${ID}`,
    `javascript:location='https://admin.tago.io/devices/${ID}'`,
    `view-source:https://admin.tago.io/devices/${ID}`,
    `${INSTANCE}/devices/${ID}`,
  ])('is the same where it isn’t that console’s: %s', (url) => {
    expect(sectionAfterSwitch(SITE, url)).toBeNull();
  });

  it('is always the console’s own, whatever its path is', () => {
    const segment = fc.oneof(
      fc.string(),
      fc.constant(ID),
      fc.constantFrom('..', '', '\\', '@', '%2e%2e', 'evil.example'),
    );
    fc.assert(
      fc.property(fc.array(segment), (segments) => {
        const url = sectionAfterSwitch(SITE, `${SITE}/${[...segments, ID].join('/')}`);
        expect(url === null || new URL(url).origin === SITE).toBe(true);
        // It leads nowhere else the next time.
        expect(url === null ? null : sectionAfterSwitch(SITE, url)).toBeNull();
      }),
    );
  });
});

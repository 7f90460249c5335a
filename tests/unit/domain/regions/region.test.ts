import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalOrigin,
  hostPermissionPattern,
  parseOrigin,
  REGIONS,
  sitesOf,
} from '../../../../lib/domain/regions/region.ts';

describe('parseOrigin', () => {
  it.each([
    ['https://api.tago.io', 'https://api.us-e1.tago.io', 'us-e1'],
    ['https://API.TAGO.IO/', 'https://api.us-e1.tago.io', 'us-e1'],
    ['api.us-e1.tago.io', 'https://api.us-e1.tago.io', 'us-e1'],
    ['https://api.us-e1.tago.io:443', 'https://api.us-e1.tago.io', 'us-e1'],
    ['https://api.us-e1.tago.io.', 'https://api.us-e1.tago.io', 'us-e1'],
    ['  https://api.eu-w1.tago.io ', 'https://api.eu-w1.tago.io', 'eu-w1'],
    ['https://api.acme-iot.com', 'https://api.acme-iot.com', 'deploy'],
    ['https://api.acme-iot.com:8443/', 'https://api.acme-iot.com:8443', 'deploy'],
    ['https://api.tago.io.evil.example', 'https://api.tago.io.evil.example', 'deploy'],
    ['http://localhost:8787', 'http://localhost:8787', 'deploy'],
    ['localhost:8787', 'http://localhost:8787', 'deploy'],
    ['http://127.0.0.1:9/', 'http://127.0.0.1:9', 'deploy'],
    ['https://münchen-iot.de', 'https://xn--mnchen-iot-9db.de', 'deploy'],
    ['[::1]:8787', 'http://[::1]:8787', 'deploy'],
    ['http://[::1]', 'http://[::1]', 'deploy'],
    ['https://[2001:db8::1]:8443', 'https://[2001:db8::1]:8443', 'deploy'],
    ['0123456789abcdef01234567', 'https://api.0123456789abcdef01234567.tagoio.net', 'deploy'],
    [' 0123456789ABCDEF01234567 ', 'https://api.0123456789abcdef01234567.tagoio.net', 'deploy'],
  ])('reads %j as %s', (text, origin, region) => {
    expect(parseOrigin(text)).toEqual({ ok: true, origin, region });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['not a url', 'not-a-url'],
    ['https://', 'not-a-url'],
    ['https://intranet', 'not-a-url'],
    ['https:\\\\api.acme.com', 'not-a-url'],
    ['http://api.tago.io', 'https-only'],
    ['http://127.0.0.2', 'https-only'],
    ['http://localhost.evil.example', 'https-only'],
    ['ftp://api.acme.com', 'https-only'],
    ['https://api.acme.com/v1', 'path'],
    ['https://api.acme.com/?a=1', 'path'],
    ['https://api.acme.com/?', 'path'],
    ['https://api.acme.com#top', 'path'],
    ['https://me:secret@api.acme.com', 'credentials'],
    ['https://api.tago.io@evil.example', 'credentials'],
    ['https://@api.acme.com', 'credentials'],
    ['https://api;id.acme.com', 'host'],
    ["https://api'.acme.com", 'host'],
    ['https://api$x.acme.com', 'host'],
    ['https://api_x.acme.com', 'host'],
    ['https://-api.acme.com', 'host'],
    ['https://api`id`.acme.com', 'host'],
    ['https://api&x.acme.com', 'host'],
    ['https://169.254.169.254', 'link-local'],
    ['https://0xA9FEA9FE', 'link-local'],
    ['https://2852039166', 'link-local'],
    ['https://[fe80::1]', 'link-local'],
    ['https://[febf::1]', 'link-local'],
    ['https://[::ffff:169.254.169.254]', 'link-local'],
    ['https://0.0.0.0', 'link-local'],
    ['https://[::]', 'link-local'],
  ])('refuses %j by the rule %s', (text, rule) => {
    expect(parseOrigin(text)).toEqual({ ok: false, rule });
  });

  it('never throws, and returns an origin that is canonical, safe, and read again unchanged', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.webAuthority()), (text) => {
        const parsed = parseOrigin(text);
        if (!parsed.ok) return;
        const url = new URL(parsed.origin);
        expect(url.origin).toBe(parsed.origin);
        expect(url.protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)).toBe(
          true,
        );
        // No character that ends a shell word or a quote.
        expect(url.host).toMatch(/^[a-z0-9.:[\]-]+$/);
        expect(parseOrigin(parsed.origin)).toEqual(parsed);
        expect(canonicalOrigin(parsed.origin)).toBe(parsed.origin);
      }),
    );
  });
});

describe('canonicalOrigin', () => {
  it('finds every region by its origin and by each alias', () => {
    for (const region of REGIONS) {
      for (const name of [region.origin, ...region.aliases])
        expect(canonicalOrigin(name)).toBe(region.origin);
    }
  });
});

describe('hostPermissionPattern', () => {
  it('leaves the port out', () => {
    expect(hostPermissionPattern(canonicalOrigin('https://api.acme.com:8443'))).toBe(
      'https://api.acme.com/*',
    );
    expect(hostPermissionPattern(canonicalOrigin('http://localhost:8787'))).toBe('http://localhost/*');
  });
});

describe('sitesOf', () => {
  it('gives the console and event stream of a public region, and those of a TagoDeploy by its API’s host', () => {
    expect(sitesOf(canonicalOrigin('https://api.tago.io'))).toMatchObject({
      console: 'https://admin.tago.io',
      sse: 'https://sse.tago.io/events',
    });
    expect(sitesOf(canonicalOrigin('https://api.eu-w1.tago.io')).sse).toBe(
      'https://sse.eu-w1.tago.io/events',
    );
    expect(sitesOf(canonicalOrigin('https://api.0123456789abcdef01234567.tagoio.net'))).toMatchObject({
      console: 'https://admin.0123456789abcdef01234567.tagoio.net',
      sse: 'https://sse.0123456789abcdef01234567.tagoio.net/events',
    });
  });
});

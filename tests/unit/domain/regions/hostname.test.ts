import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suspicionOf } from '../../../../lib/domain/regions/hostname.ts';

const hostOf = (address: string) => new URL(`https://${address}`).hostname;

describe('suspicionOf', () => {
  it.each([
    'api.tago.io.evil.example',
    'api-tago.io',
    'api.tago-io.com',
    'tagoio.com',
    'api.tag0.io',
    'api.taqo.io',
    'api.tago.lo',
    'api.tagoo.io',
    'api.tgo.io',
    'api.us-e1.tago1o.net',
    'api.tagoio.net.example.org',
  ])('warns of %s, which looks like a host of the platform', (address) => {
    expect(suspicionOf(hostOf(address))).toBe('platform');
  });

  it.each(['api.tаgo.io', 'api.tagο.io', 'api.täglich.de', 'münchen-iot.de', 'api.tago.іo'])(
    'warns of letters beyond a–z in %s',
    (address) => {
      expect(suspicionOf(hostOf(address))).toBe('international');
    },
  );

  it.each([
    'api.tago.io',
    'api.us-e1.tago.io',
    'api.0123456789abcdef01234567.tagoio.net',
    'iot.acme.example',
    'api.acme-iot.com',
    'localhost',
    '10.0.0.7',
    '[::1]',
    'api.santiago.cl',
  ])('does not warn of %s', (address) => {
    expect(suspicionOf(hostOf(address))).toBeNull();
  });

  it('warns of any domain that the platform’s host is put in front of', () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        if (/(^|\.)(tago\.io|tagoio\.net)$/.test(domain)) return;
        expect(suspicionOf(`api.tago.io.${domain}`)).not.toBeNull();
      }),
    );
  });
});

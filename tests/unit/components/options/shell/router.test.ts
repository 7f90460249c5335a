import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ConnectionKey, ProfileKey } from '../../../../../lib/domain/identity/keys.ts';
import { optionsRoutes } from '../../../../../lib/domain/settings/options-route.ts';

// The router reads the address when it is loaded.
vi.stubGlobal('location', { hash: '' });
vi.stubGlobal('addEventListener', () => {});
let router: typeof import('../../../../../components/options/shell/router.ts');
beforeAll(async () => {
  router = await import('../../../../../components/options/shell/router.ts');
});

const id = fc
  .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 24, maxLength: 24 })
  .map((digits) => digits.join(''));
const origin = fc.constantFrom(
  'https://api.us-e1.tago.io',
  'https://iot.acme.example:8443',
  'http://localhost:9000',
);
const ref = fc.tuple(origin, id, id).map(([at, account, profile]) => ({
  connectionKey: `${at}#${account}` as ConnectionKey,
  profileKey: `${at}#${profile}` as ProfileKey,
}));

describe('addresses of the options page', () => {
  it.each([
    ['', 'overview'],
    ['#/', 'overview'],
    ['#/team', 'team'],
    ['#/settings?x=1', 'settings'],
    ['#/nowhere', 'unknown'],
    ['#/team/more', 'unknown'],
    ['#/profiles/not-a-ref', 'unknown'],
    ['#/profiles/%E0%A4%A', 'unknown'],
    ['#main', 'unknown'],
  ])('"%s" is %s', (hash, page) => {
    expect(router.parseRoute(hash).page).toBe(page);
  });

  it('lead back to the profile, tab and connection that they were made of', () => {
    fc.assert(
      fc.property(
        ref,
        fc.constantFrom('overview', 'usage', 'team', 'tokens', 'activity', 'more'),
        (one, tab) => {
          expect(router.parseRoute(router.profileHref(one, tab as 'team'))).toEqual({
            page: 'profile',
            ref: one,
            tab,
            params: {},
          });
          expect(router.parseRoute(optionsRoutes.assignToken(one))).toMatchObject({
            page: 'token',
            ref: one,
          });
          expect(router.parseRoute(optionsRoutes.reconnect(one.connectionKey))).toMatchObject({
            page: 'connect',
            connectionKey: one.connectionKey,
          });
        },
      ),
    );
  });

  it('keep a filter of any text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (q) => {
        expect(router.parseRoute(router.pageHref('tokens', { q }))).toEqual({
          page: 'tokens',
          params: { q },
        });
      }),
    );
  });

  it('leave out empty parameters', () => {
    expect(router.pageHref('tokens', { q: '', review: 'risky' })).toBe('#/tokens?review=risky');
  });
});

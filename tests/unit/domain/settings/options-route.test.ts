import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ConnectionKey, ProfileKey } from '../../../../lib/domain/identity/keys.ts';
import { matchOptionsPage, optionsRoutes } from '../../../../lib/domain/settings/options-route.ts';

const connectionKey = 'https://api.us-e1.tago.io#0123456789abcdef01234567' as ConnectionKey;
const profile = { connectionKey, profileKey: connectionKey as string as ProfileKey };

it('a service of any key has an address that leads to its page', () => {
  const service = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom('\ud800', 'a\udc00', '.', '..', '/', '%', '%zz', '#', '?', ' '),
  );
  fc.assert(
    fc.property(service, (key) => {
      for (const route of [optionsRoutes.raise(profile, key), optionsRoutes.upgrade(connectionKey, key)]) {
        expect(matchOptionsPage(route.slice(2))?.parts.service).toBe(key.toWellFormed());
      }
    }),
  );
});

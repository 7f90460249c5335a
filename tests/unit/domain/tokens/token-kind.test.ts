import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenKindOf } from '../../../../lib/domain/tokens/token-kind.ts';

describe('tokenKindOf', () => {
  it.each([
    ['p-2b7f1c90-5d3e-4f11-9a55-0c8d7e6f5a4b', 'profile'],
    ['a-2b7f1c90-5d3e-4f11-9a55-0c8d7e6f5a4b', 'analysis'],
    ['n-2b7f1c90-5d3e-4f11-9a55-0c8d7e6f5a4b', 'network'],
    ['at0123456789abcdef0123456789abcdef', 'service'],
    ['2b7f1c90-5d3e-4f11-9a55-0c8d7e6f5a4b', 'uuid'],
    ['2B7F1C90-5D3E-4F11-9A55-0C8D7E6F5A4B', 'uuid'],
    ['0123456789abcdef0123456789abcdef', 'unknown'],
    ['at0123456789abcdef', 'unknown'],
    [' p-0123456789abcdef0123456789abcdef', 'malformed'],
    ['', 'malformed'],
    ['p-', 'malformed'],
    ['my token is secret', 'malformed'],
    ['https://api.tago.io/profile', 'malformed'],
    ['<your-profile-token>', 'malformed'],
  ])('reads %j as %s', (text, kind) => {
    expect(tokenKindOf(text)).toBe(kind);
  });

  it('recognizes any UUID, and a prefix before it', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(tokenKindOf(uuid)).toBe('uuid');
        expect(tokenKindOf(`p-${uuid}`)).toBe('profile');
        expect(tokenKindOf(`a-${uuid}`)).toBe('analysis');
      }),
    );
  });
});

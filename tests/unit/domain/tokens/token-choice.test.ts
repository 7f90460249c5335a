import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TokenFacts } from '../../../../lib/domain/tokens/token.ts';
import { chooseToken, copyable, permits, type TokenUse } from '../../../../lib/domain/tokens/token-choice.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const token = (name: string, permission: string, change: Partial<TokenFacts> = {}): TokenFacts => ({
  name,
  createdAt: '2026-01-01T00:00:00Z',
  permission,
  createdBy: null,
  expiresAt: null,
  lastAuthorizedAt: null,
  ours: false,
  ...change,
});
const full = token('backend', 'full');
const read = token('dashboards', 'read');
const write = token('gateway', 'write');
const request = (use: TokenUse, preferred: TokenFacts | null = null) => ({
  use,
  preferred,
  replaced: [],
  now: NOW,
});

describe('chooseToken', () => {
  it('chooses the token with the least permission that suffices', () => {
    expect(chooseToken([full, read, write], request('read'))).toBe(read);
    expect(chooseToken([full, read, write], request('write'))).toBe(write);
    expect(chooseToken([full, write], request('read'))).toBe(full);
    expect(chooseToken([full, read], request('write'))).toBe(full);
    // Neither of the others does both.
    expect(chooseToken([read, write, full], request('read-write'))).toBe(full);
  });

  it('chooses the person’s default where its permission suffices, and only there', () => {
    expect(chooseToken([full, read, write], request('read', full))).toBe(full);
    expect(chooseToken([full, read, write], request('write', read))).toBe(write);
    expect(chooseToken([full, write], request('read-write', write))).toBe(full);
    expect(chooseToken([read], request('read', token('gone', 'read')))).toBe(read);
    expect(chooseToken([read, full], request('read', { ...full, createdAt: 'another' }))).toBe(read);
  });

  it('prefers the last used among equals, then the newest', () => {
    const used = token('used', 'read', { lastAuthorizedAt: NOW - 1 });
    const newer = token('newer', 'read', { createdAt: '2026-06-01T00:00:00Z' });
    expect(chooseToken([read, newer, used], request('read'))).toBe(used);
    expect(chooseToken([read, newer], request('read'))).toBe(newer);
  });

  it('prefers a token to one that it replaces, however much that is used', () => {
    const old = token('dashboards', 'read', { lastAuthorizedAt: NOW - 1 });
    const next = token('dashboards', 'read', { createdAt: '2026-11-20T00:00:00Z' });
    const replaced = [{ name: old.name, createdAt: old.createdAt }];
    expect(chooseToken([old, next, full], { ...request('read'), replaced })).toBe(next);
    // It suffices still: least privilege goes first, and the successor may not be allowed to be copied.
    expect(chooseToken([old, full], { ...request('read'), replaced })).toBe(old);
    expect(chooseToken([old, next], { ...request('read', old), replaced })).toBe(old);
  });

  it('returns the reason when no token suffices', () => {
    expect(chooseToken([], request('read'))).toBe('no-token');
    expect(chooseToken([read], request('write'))).toBe('read-only-token');
    expect(chooseToken([write], request('read'))).toBe('no-token');
    expect(chooseToken([], request('read-write'))).toBe('no-token');
    expect(chooseToken([read, write], request('read-write'))).toBe('needs-full-token');
    expect(chooseToken([token('odd', 'admin')], request('read'))).toBe('no-token');
  });

  it('never chooses the extension token, an expired one, or one without the permission', () => {
    const any = fc.record({
      permission: fc.constantFrom('full', 'read', 'write', 'other'),
      ours: fc.boolean(),
      expiresAt: fc.option(fc.integer({ min: NOW - 5, max: NOW + 5 }), { nil: null }),
    });
    fc.assert(
      fc.property(
        fc.array(any),
        fc.constantFrom('read' as const, 'write' as const, 'read-write' as const),
        fc.nat(),
        (many, use, pick) => {
          const tokens = many.map((change, i) => token(`t${i}`, change.permission, change));
          const chosen = chooseToken(tokens, request(use, tokens[pick % Math.max(1, tokens.length)] ?? null));
          const usable = copyable(tokens, NOW).filter(({ permission }) => permits(permission, use));
          if (typeof chosen === 'string') expect(usable).toEqual([]);
          else expect(usable).toContain(chosen);
        },
      ),
    );
  });
});

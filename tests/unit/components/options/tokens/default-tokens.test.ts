import { expect, it } from 'vitest';
import { unusableTokenText } from '../../../../../components/options/tokens/default-tokens.tsx';
import { NO_POLICY } from '../../../../../lib/domain/policy/policy.ts';
import { DAY_MS } from '../../../../../lib/domain/time.ts';
import type { TokenFacts } from '../../../../../lib/domain/tokens/token.ts';

const at = Date.UTC(2026, 10, 20);
const token: TokenFacts = {
  name: 'CI',
  createdAt: '2026-01-01T00:00:00.000Z',
  permission: 'full',
  createdBy: null,
  expiresAt: null,
  lastAuthorizedAt: null,
  ours: false,
};
const why = (all: TokenFacts[], allowFullTokens = true) =>
  unusableTokenText(token, all, { policy: { ...NO_POLICY, allowFullTokens }, at });

it('says of a default token that can’t be copied whether it’s gone, has expired or is forbidden', () => {
  expect(why([])).toContain('“CI” was revoked or no longer has the right permission');
  expect(why([{ ...token, expiresAt: at - DAY_MS }])).toBe(
    '“CI” has expired, so the automatic choice is used.',
  );
  expect(why([token], false)).toBe('Your organization doesn’t allow tokens with full access.');
});

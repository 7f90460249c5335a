import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { FreePoolSection } from '../../../../../components/options/cost/free-pool-section.tsx';
import type { LimitFacts } from '../../../../../lib/domain/billing/proposals.ts';
import type { Failure } from '../../../../../lib/domain/failure.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

const { send } = vi.hoisted(() => ({ send: { failure: null as Failure | null } }));
vi.mock('../../../../../components/ui/use-send.ts', () => ({ useSend: () => send }));

const textFor = (facts: Partial<LimitFacts>) =>
  textOf(
    h(FreePoolSection, {
      profile: makeProfile(makeConnection('a'), 'f'.repeat(24), 'Demo'),
      facts: { service: 'email', pool: 2000, free: 0, limit: 100, used: 90, ...facts } as LimitFacts,
    }),
  );

it('says neither that something is left nor that nothing is while a profile’s limits can’t be read', () => {
  expect(textFor({ free: 0 })).toContain('Nothing left to allocate');
  const unknown = textFor({ free: null });
  expect(unknown).toContain('It isn’t known how much is left to allocate.');
  expect(unknown).not.toMatch(/Nothing left|Take from another|Not allocated/);
});

it('still says why nothing was added when a colleague has allocated the rest, and the form is gone', () => {
  expect(textFor({ free: 0 })).not.toContain('more than the account has');
  send.failure = { code: 'plan-limit' };
  expect(textFor({ free: 0 })).toContain('These limits add up to more than the account has.');
});

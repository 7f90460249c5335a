import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { FreePoolSection } from '../../../../../components/options/cost/free-pool-section.tsx';
import type { LimitFacts } from '../../../../../lib/domain/billing/proposals.ts';
import type { Failure } from '../../../../../lib/domain/failure.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

const { send } = vi.hoisted(() => ({ send: { failure: null as Failure | null } }));
vi.mock('../../../../../components/ui/use-send.ts', () => ({ useSend: () => send }));

it('still says why nothing was added when a colleague has allocated the rest, and the form is gone', () => {
  const nothingFree = { service: 'email', pool: 2000, free: 0, limit: 100, used: 90 } as LimitFacts;
  const text = () =>
    textOf(
      h(FreePoolSection, {
        profile: makeProfile(makeConnection('a'), 'f'.repeat(24), 'Demo'),
        facts: nothingFree,
      }),
    );
  expect(text()).not.toContain('more than the account has');
  send.failure = { code: 'plan-limit' };
  expect(text()).toContain('These limits add up to more than the account has.');
});

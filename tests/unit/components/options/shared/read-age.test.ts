import { h } from 'preact';
import { expect, it } from 'vitest';
import { ReadAge } from '../../../../../components/options/shared/read-age.tsx';
import { now } from '../../../../../lib/state/app-state.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

const profile = { ...makeProfile(makeConnection('a'), 'p1', 'Demo'), access: 'denied' as const };
const read = (code: 'denied' | 'server') => ({
  fetchedAt: now.value - 60_000,
  failure: { failure: { code }, at: now.value },
});

it('what a profile without a token needs is said once, above its tabs; other failures stand beside their list', () => {
  expect(textOf(h(ReadAge, { read: read('denied'), profile }))).toMatch(/^Last updated/);
  expect(textOf(h(ReadAge, { read: read('server'), profile }))).not.toMatch(/^Last updated/);
  expect(textOf(h(ReadAge, { read: read('denied') }))).toContain('Access denied');
  expect(
    textOf(h(ReadAge, { read: read('denied'), profile: { ...profile, ownCredential: 'pasted' } })),
  ).toContain('Access denied');
});

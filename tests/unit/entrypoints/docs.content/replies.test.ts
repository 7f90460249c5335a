import { expect, it } from 'vitest';
import { replyForFailure, SET_PASSPHRASE } from '../../../../entrypoints/docs.content/replies.ts';
import type { Failure } from '../../../../lib/domain/failure.ts';

const replyOf = (failure: Failure) => {
  const { text, next } = replyForFailure(failure);
  return [text, next];
};

it('leads to setting a passphrase, in the words used everywhere, only if the organization requires one', () => {
  expect(replyOf({ code: 'policy', detail: 'requirePassphrase' })).toEqual([
    'Your organization requires a passphrase. Tokens can’t be used until you set one.',
    SET_PASSPHRASE,
  ]);
  expect(replyOf({ code: 'policy', detail: 'allowFullTokens' })).toEqual([
    'Your organization doesn’t allow tokens with full access.',
    undefined,
  ]);
  // The platform's words.
  expect(replyForFailure({ code: 'refused', detail: 'requirePassphrase' }).next).toBeUndefined();
});

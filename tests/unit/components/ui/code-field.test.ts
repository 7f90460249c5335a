import { h } from 'preact';
import { beforeEach, expect, it } from 'vitest';
import { CodeField } from '../../../../components/ui/reauth-fields.tsx';
import type { Failure } from '../../../../lib/domain/failure.ts';
import { makeConnection } from '../../domain/make.ts';
import { draw, openFakePage, paint } from '../fake-page.ts';

const { origin, email } = makeConnection('working');

/** Draws a form after its request ended with that failure, and returns what has the focus. */
function focusedAfter(failure: Failure | null): string {
  draw([
    h(CodeField, {
      origin,
      email,
      password: 'secret',
      otpType: 'authenticator',
      offered: ['authenticator'],
      onOtpType: () => {},
      value: '',
      onInput: () => {},
      failure,
    }),
    h('button', {}),
  ]);
  paint();
  return document.activeElement!.localName;
}

beforeEach(openFakePage);

it('a code that the platform asks for can be typed at once, and again when it asks once more', () => {
  const asks = (): Failure => ({ code: 'two-factor-needed', otpType: 'authenticator' });
  expect(focusedAfter(asks())).toBe('input');
  document.querySelector('button')!.focus();
  expect(focusedAfter(asks())).toBe('input');
});

it('a code’s field that is there from the start doesn’t take the focus', () => {
  expect(focusedAfter(null)).toBe('body');
});

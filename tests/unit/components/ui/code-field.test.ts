import { h } from 'preact';
import { beforeEach, expect, it, vi } from 'vitest';
import { failureText } from '../../../../components/ui/failure-text.ts';
import { CodeField } from '../../../../components/ui/reauth-fields.tsx';
import type { Failure, Result } from '../../../../lib/domain/failure.ts';
import type { OtpType } from '../../../../lib/domain/otp-type.ts';
import { makeConnection } from '../../domain/make.ts';
import { draw, openFakePage, paint, watchDrawn } from '../fake-page.ts';

const { send } = vi.hoisted(() => ({ send: vi.fn() }));
vi.mock('../../../../lib/messages/client.ts', async (original) => ({ ...(await original<object>()), send }));

const { origin, email } = makeConnection('working');

/** Draws a form after its request ended with that failure. */
function drawAfter(failure: Failure | null, otpType: OtpType): void {
  const code = { otpType, offered: [otpType], onOtpType: () => {}, value: '', onInput: () => {} };
  draw([h(CodeField, { origin, email, password: 'secret', ...code, failure }), h('button', {})]);
  paint();
}

/** Returns what has the focus then. */
function focusedAfter(failure: Failure | null): string {
  drawAfter(failure, 'authenticator');
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

it('why a code couldn’t be sent is shown, also where the form was submitted meanwhile', async () => {
  let pressSend = () => {};
  let isSending = false;
  const texts: unknown[] = [];
  watchDrawn((name, props) => {
    const { onClick, children } = props as { onClick?: () => void; children?: unknown };
    if (name === 'button' && onClick) pressSend = onClick;
    if (name === 'button') isSending = 'aria-busy' in props;
    if (name === 'span') texts.push(children);
  });
  let reply: (result: Result<null>) => void = () => {};
  send.mockReturnValue(
    new Promise((resolve) => {
      reply = resolve;
    }),
  );
  drawAfter({ code: 'wrong-pin' }, 'sms');
  pressSend();
  await vi.waitFor(() => expect(isSending).toBe(true));
  // The old code is tried once more.
  drawAfter(null, 'sms');
  reply({ ok: false, failure: { code: 'offline' } });
  await vi.waitFor(() => expect(texts).toContain(failureText({ code: 'offline' })));
});

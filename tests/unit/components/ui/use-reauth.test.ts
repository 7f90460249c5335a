import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useReauth } from '../../../../components/ui/use-reauth.ts';
import type { Connection } from '../../../../lib/domain/identity/connection.ts';
import { makeConnection } from '../../domain/make.ts';

const form = vi.hoisted(() => ({ states: [] as unknown[], next: 0 }));

// What a component keeps from one drawing to the next; see `drawn`.
vi.mock('preact/hooks', () => ({
  useState: <Value>(first: Value) => {
    const index = form.next++;
    form.states[index] ??= first;
    const set = (next: Value | ((before: Value) => Value)) => {
      form.states[index] =
        typeof next === 'function' ? (next as (before: Value) => Value)(form.states[index] as Value) : next;
    };
    return [form.states[index], set];
  },
}));

beforeEach(() => {
  form.states = [];
});

const NONE = { authenticator: false, sms: false, email: false };

function drawn(twoFactor: Connection['twoFactor'], options?: { sendsMethod: boolean }) {
  form.next = 0;
  return useReauth(makeConnection('a', { twoFactor }), options);
}

describe('a change whose request has no field for the method', () => {
  const deleting = (on: Partial<Connection['twoFactor']>) =>
    drawn({ ...NONE, ...on }, { sendsMethod: false });

  it('needs the password alone first where several methods are on, then the code of the named one', () => {
    const several = { authenticator: true, sms: true };
    deleting(several).fields.onChange({ password: 'correct' });
    expect(deleting(several)).toMatchObject({ complete: true, credentials: { password: 'correct' } });
    expect(deleting(several).fields.otpType).toBeNull();

    expect(deleting(several).askForCode({ code: 'two-factor-needed', otpType: 'sms' })).toBe(true);
    expect(deleting(several).complete).toBe(false);
    expect(deleting(several).fields).toMatchObject({ otpType: 'sms', offered: ['sms'] });
    deleting(several).fields.onChange({ pinCode: '123 456' });
    expect(deleting(several)).toMatchObject({
      complete: true,
      credentials: { password: 'correct', otpType: 'sms', pinCode: '123456' },
    });
  });

  it('asks for the code at once where only one method is on', () => {
    deleting({ email: true }).fields.onChange({ password: 'correct' });
    expect(deleting({ email: true }).complete).toBe(false);
    expect(deleting({ email: true }).fields).toMatchObject({ otpType: 'email', offered: ['email'] });
  });

  it('needs no code where two-factor is off', () => {
    deleting({}).fields.onChange({ password: 'correct' });
    expect(deleting({})).toMatchObject({ complete: true, credentials: { password: 'correct' } });
  });
});

it('offers a choice of all methods where the request names the chosen one', () => {
  expect(drawn({ ...NONE, authenticator: true, sms: true }).fields).toMatchObject({
    otpType: 'authenticator',
    offered: ['authenticator', 'sms'],
  });
});

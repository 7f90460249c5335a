import { Secret, TOTP } from 'otpauth';
import { MINUTE } from './clock.ts';
import { noise } from './random.ts';
import { Refusal } from './responses.ts';
import type { Account, OtpType, State, UsedPin } from './state.ts';

/** How long a code sent by SMS or email is valid. */
const SENT_CODE_LIFETIME_MS = 10 * MINUTE;

const totp = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 });

/** Returns the code that the account's authenticator app shows. */
export const authenticatorCode = (account: Account, now: number): string =>
  account.otp ? totp(account.otp.secret).generate({ timestamp: now }) : '';

/** Sends a code by SMS or email: the `/__sandbox/otp` route returns it. */
export function sendCode(state: State, account: Account, type: OtpType, now: number): string {
  if (!account.otp?.enabled.includes(type)) throw new Refusal(400, `Two-factor by ${type} is not enabled`);
  if (type === 'authenticator') throw new Refusal(400, 'The authenticator does not need a code to be sent');
  const code = String(Math.floor(noise(state.seed, ++state.counter, 77) * 1e6)).padStart(6, '0');
  state.codes = state.codes.filter((sent) => sent.account !== account.id || sent.type !== type);
  state.codes.push({ account: account.id, type, code, at: now });
  return code;
}

/**
 * Refuses a missing or wrong pin, unless the account needs none. A pin is valid for one sign-in and for one other
 * request with credentials (issuing a token, deleting a profile), in any order.
 */
export function checkPin(
  state: State,
  account: Account,
  pin: { otp_type?: unknown; pin_code?: unknown },
  purpose: UsedPin['purpose'],
  now: number,
): void {
  if (!account.otp) return;
  const autosend = account.otp.autosend;
  if (!pin.pin_code) throw new Refusal(401, JSON.stringify({ otp_enabled: true, otp_autosend: autosend }));
  const type = (pin.otp_type ?? autosend) as OtpType;
  const code = String(pin.pin_code);
  if (!account.otp.enabled.includes(type) || !isRight(state, account, type, code, now)) {
    throw new Refusal(401, 'Invalid pin code');
  }
  const mine = state.usedPins.filter((used) => used.account === account.id && used.pin === code);
  if (mine.some((used) => used.purpose === purpose)) throw new Refusal(401, 'Pin code already used');
  state.usedPins = state.usedPins.filter((used) => now - used.at < SENT_CODE_LIFETIME_MS);
  state.usedPins.push({ account: account.id, pin: code, purpose, at: now });
}

function isRight(state: State, account: Account, type: OtpType, code: string, now: number): boolean {
  if (type === 'authenticator') {
    return totp(account.otp!.secret).validate({ token: code, timestamp: now, window: 1 }) !== null;
  }
  return state.codes.some(
    (sent) =>
      sent.account === account.id &&
      sent.type === type &&
      sent.code === code &&
      now - sent.at < SENT_CODE_LIFETIME_MS,
  );
}

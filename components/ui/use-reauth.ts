import { useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure.ts';
import type { Connection } from '../../lib/domain/identity/connection.ts';
import { OTP_TYPES, type OtpType } from '../../lib/domain/otp-type.ts';
import {
  EMPTY_REAUTH,
  isReauthFailure,
  otpTypeOf,
  type ReauthDraft,
  reauthErrors,
  reauthenticationOf,
} from './reauth-fields.tsx';

/**
 * Returns the state of signing in again for one change of a connected account: what was typed, and the two-factor
 * method. Where its request can't name a method (`sendsMethod: false`), the platform checks the code of one that it
 * chooses. Of several, its refusal of the password alone names that one, so the code is asked for only then.
 */
export function useReauth(connection: Connection, { sendsMethod = true } = {}) {
  const methods = OTP_TYPES.filter((type) => connection.twoFactor[type]);
  const isNamedLater = !sendsMethod && methods.length > 1;
  const [draft, setDraft] = useState<ReauthDraft>(EMPTY_REAUTH);
  const [otpType, setOtpType] = useState<OtpType | null>(
    isNamedLater ? null : otpTypeOf(connection.twoFactor),
  );
  const errors = reauthErrors(draft, otpType);
  return {
    errors,
    complete: !errors.password && !errors.pinCode,
    /** For messages. */
    credentials: reauthenticationOf(draft, otpType),
    /** Returns true if the fields show the failure themselves, or ask for a code because of it. */
    showsFailure: (failure: Failure | null): boolean =>
      isReauthFailure(failure, otpType) || failure?.code === 'two-factor-needed',
    /** For {@link ReauthFields}. */
    fields: {
      origin: connection.origin,
      email: connection.email,
      value: draft,
      onChange: (change: Partial<ReauthDraft>) => setDraft((before) => ({ ...before, ...change })),
      otpType,
      offered: OTP_TYPES.filter(
        (type) => type === otpType || (otpType && sendsMethod && methods.includes(type)),
      ),
    },
    /**
     * Shows the code's field if the platform requires a code that wasn't asked for. Returns true if that was the
     * failure.
     */
    askForCode: (failure: Failure): boolean => {
      if (failure.code !== 'two-factor-needed') return false;
      setOtpType(failure.otpType ?? 'authenticator');
      return true;
    },
  };
}

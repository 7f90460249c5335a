import { useState } from 'preact/hooks';
import type { Failure, OtpType } from '../../lib/domain/failure.ts';
import type { Connection } from '../../lib/domain/identity/connection.ts';
import { NO_PROOF, OTP_TYPES, otpTypeOf, type ProofDraft, proofErrors } from './reauth-fields.tsx';

/** The state of a proof for a connected account: what is typed, and the two-factor way it is asked by. */
export function useProof(connection: Connection) {
  const [draft, setDraft] = useState<ProofDraft>(NO_PROOF);
  const [otp, setOtp] = useState<OtpType | null>(otpTypeOf(connection.twoFactor));
  const errors = proofErrors(draft, otp);
  return {
    draft,
    otp,
    errors,
    complete: !errors.password && !errors.pinCode,
    /** For {@link ProofFields}. */
    fields: {
      origin: connection.origin,
      email: connection.email,
      value: draft,
      onChange: (change: Partial<ProofDraft>) => setDraft((before) => ({ ...before, ...change })),
      otp,
      offered: otp ? OTP_TYPES.filter((type) => connection.twoFactor[type] || type === otp) : [],
    },
    /** The platform asks for a code that nobody knew of: shows its field. True when that was the failure. */
    ask: (failure: Failure): boolean => {
      if (failure.code !== 'two-factor-needed') return false;
      setOtp(failure.otpType ?? 'authenticator');
      return true;
    },
  };
}

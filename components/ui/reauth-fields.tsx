import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure.ts';
import type { Connection } from '../../lib/domain/identity/connection.ts';
import type { ApiOrigin } from '../../lib/domain/identity/keys.ts';
import { OTP_TYPES, type OtpType } from '../../lib/domain/otp-type.ts';
import { isCode, pastedCode } from '../../lib/domain/text/pasted.ts';
import { t } from '../../lib/i18n/t.ts';
import type { Reauthentication } from '../../lib/messages/protocol/connect.ts';
import { Button } from './button.tsx';
import { RadioField } from './choices.tsx';
import { failureText } from './failure-text.ts';
import { TextField } from './field.tsx';
import { PasswordField } from './password-field.tsx';
import { reasonNotToUseNetwork } from './unable.ts';
import { useSend } from './use-send.ts';

export const EMPTY_REAUTH: ReauthDraft = { password: '', pinCode: '', otpType: null };

/** What the person typed; plain component state, never a stored draft. */
export interface ReauthDraft {
  password: string;
  pinCode: string;
  /** The method that was chosen; null: the account's first. */
  otpType: OtpType | null;
}

/** Returns the credentials for a message; the PIN only where the account needs one. */
export function reauthenticationOf(draft: ReauthDraft, otp: OtpType | null): Reauthentication {
  if (!otp) return { password: draft.password };
  return { password: draft.password, otpType: draft.otpType ?? otp, pinCode: pastedCode(draft.pinCode) };
}

/** Returns the two-factor method that an account uses first, or null if two-factor is off. */
export function otpTypeOf(twoFactor: Connection['twoFactor']): OtpType | null {
  return OTP_TYPES.find((type) => twoFactor[type]) ?? null;
}

/** Returns what is missing or invalid, by field. */
export function reauthErrors(
  draft: ReauthDraft,
  otp: OtpType | null,
): { password?: string; pinCode?: string } {
  return {
    ...(draft.password ? {} : { password: t('formRequired') }),
    ...(otp && !isCode(draft.pinCode) ? { pinCode: t('formPinDigits') } : {}),
  };
}

/**
 * The password, and where two-factor is on, the 6-digit code with a button to send one. Their failures are shown
 * below the field they belong to; {@link isReauthFailure} decides which those are.
 */
export function ReauthFields({
  origin,
  email,
  value,
  onChange,
  otp,
  offered = otp ? [otp] : [],
  failure,
  errors = {},
}: {
  origin: ApiOrigin;
  email: string;
  value: ReauthDraft;
  onChange: (change: Partial<ReauthDraft>) => void;
  /** The two-factor method in use; null: two-factor is off. */
  otp: OtpType | null;
  /** The methods to choose from. */
  offered?: readonly OtpType[];
  failure: Failure | null;
  errors?: { password?: string; pinCode?: string };
}) {
  return (
    <>
      <PasswordField
        label={t('formPassword')}
        hint={t('formAccountPasswordHint', email)}
        value={value.password}
        onInput={(password) => onChange({ password })}
        error={
          failure?.code === 'wrong-password' ? failureText(failure, { passwordAlone: true }) : errors.password
        }
      />
      {failure?.code === 'two-factor-needed' && (
        <p class="note" role="status">
          {failureText(failure)}
        </p>
      )}
      {otp && (
        <PinField
          origin={origin}
          email={email}
          password={value.password}
          otp={value.otpType ?? otp}
          offered={offered}
          onOtp={(otpType) => onChange({ otpType })}
          value={value.pinCode}
          onInput={(pinCode) => onChange({ pinCode })}
          failure={failure}
          error={errors.pinCode}
        />
      )}
    </>
  );
}

/** Returns whether {@link ReauthFields} shows the failure below one of its fields. */
export function isReauthFailure(failure: Failure | null, otp: OtpType | null): boolean {
  return failure?.code === 'wrong-password' || (failure?.code === 'wrong-pin' && otp !== null);
}

/**
 * The 6-digit code, a choice of methods, and a button to send a code for methods that need it. `failure` is shown if it
 * is about the code.
 */
export function PinField({
  origin,
  email,
  password,
  otp,
  offered,
  onOtp,
  value,
  onInput,
  failure,
  error,
}: {
  origin: ApiOrigin;
  email: string;
  password: string;
  otp: OtpType;
  offered: readonly OtpType[];
  onOtp: (otp: OtpType) => void;
  value: string;
  onInput: (pin: string) => void;
  failure: Failure | null;
  error?: string | null;
}) {
  const code = useSend('sendCode');
  const [note, setNote] = useState<{ of: OtpType; text: string } | null>(null);
  /** A failure about a code that has been replaced, or that was another method's. */
  const [past, setPast] = useState<Failure | null>(null);
  const ask = async () => {
    if (!password) return setNote({ of: otp, text: t('formCodeNeedsPassword') });
    setNote(null);
    const result = await code.run({ origin, email, password, otpType: otp });
    if (!result?.ok) return;
    setPast(failure);
    setNote({ of: otp, text: t('formCodeSent') });
  };
  // What is refused since then is a code that the person had.
  useEffect(code.clear, [failure]);
  const refusal = failure?.code === 'wrong-pin' && failure !== past ? wrongCodeText(failure, otp) : error;
  const unsent = code.failure && failureText(code.failure, { passwordAlone: true });
  return (
    <div class="pin">
      {offered.length > 1 && (
        <RadioField
          label={t('formPinHow')}
          columns
          value={otp}
          choices={offered.map((type) => ({ value: type, label: t(OTP_CHOICE[type]) }))}
          onChange={(type) => {
            // What was said of a code, or of sending one, was about the method before.
            code.clear();
            setPast(failure);
            setNote(null);
            onOtp(type as OtpType);
          }}
        />
      )}
      <TextField
        label={t('formPin')}
        hint={t(OTP_HINT[otp])}
        class="input input--pin"
        value={value}
        onInput={onInput}
        error={unsent ?? refusal}
        autocomplete="one-time-code"
        inputMode="numeric"
      />
      {otp !== 'authenticator' && (
        <div class="pin__send">
          <Button unable={reasonNotToUseNetwork()} busy={code.busy} onClick={ask}>
            {t(code.busy ? 'formSendingCode' : 'formSendCode')}
          </Button>
          <span class="field__hint" role="status">
            {note?.of === otp && note.text}
          </span>
        </div>
      )}
    </div>
  );
}

/** An app shows the next code by itself; another one that is sent has to be asked for. */
function wrongCodeText(failure: Failure, otp: OtpType): string {
  return otp === 'authenticator' ? failureText(failure) : t('formSentCodeWrong');
}

const OTP_HINT = {
  authenticator: 'formPinAuthenticator',
  sms: 'formPinSms',
  email: 'formPinEmail',
} as const;
const OTP_CHOICE = {
  authenticator: 'formPinByAuthenticator',
  sms: 'formPinBySms',
  email: 'formPinByEmail',
} as const;

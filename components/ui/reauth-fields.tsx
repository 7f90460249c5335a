import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../lib/domain/failure.ts';
import type { Connection } from '../../lib/domain/identity/connection.ts';
import type { ApiOrigin } from '../../lib/domain/identity/keys.ts';
import { OTP_TYPES, type OtpType } from '../../lib/domain/otp-type.ts';
import { isCode, pastedCode } from '../../lib/domain/text/pasted.ts';
import { t } from '../../lib/i18n/t.ts';
import type { Reauthentication } from '../../lib/messages/protocol/connect.ts';
import { Button } from './button.tsx';
import { RadioField } from './choices.tsx';
import { reasonNotToUseNetwork } from './disabled-reasons.ts';
import { failureText } from './failure-text.ts';
import { TextField } from './field.tsx';
import { PasswordField } from './password-field.tsx';
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
export function reauthenticationOf(draft: ReauthDraft, otpType: OtpType | null): Reauthentication {
  if (!otpType) return { password: draft.password };
  return { password: draft.password, otpType: draft.otpType ?? otpType, pinCode: pastedCode(draft.pinCode) };
}

/** Returns the two-factor method that an account uses first, or null if two-factor is off. */
export function otpTypeOf(twoFactor: Connection['twoFactor']): OtpType | null {
  return OTP_TYPES.find((type) => twoFactor[type]) ?? null;
}

/** Returns what is missing or invalid, by field. */
export function reauthErrors(
  draft: ReauthDraft,
  otpType: OtpType | null,
): { password?: string; pinCode?: string } {
  return {
    ...(draft.password ? {} : { password: t('formRequired') }),
    ...(otpType && !isCode(draft.pinCode) ? { pinCode: t('formPinDigits') } : {}),
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
  otpType,
  offered = otpType ? [otpType] : [],
  failure,
  errors = {},
}: {
  origin: ApiOrigin;
  email: string;
  value: ReauthDraft;
  onChange: (change: Partial<ReauthDraft>) => void;
  /** The two-factor method in use; null: two-factor is off. */
  otpType: OtpType | null;
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
      <div role="status">
        {failure?.code === 'two-factor-needed' && <p class="note">{failureText(failure)}</p>}
      </div>
      {otpType && (
        <CodeField
          origin={origin}
          email={email}
          password={value.password}
          otpType={value.otpType ?? otpType}
          offered={offered}
          onOtpType={(otpType) => onChange({ otpType })}
          value={value.pinCode}
          onInput={(pinCode) => onChange({ pinCode })}
          failure={failure}
          error={errors.pinCode}
        />
      )}
    </>
  );
}

/** Returns true if {@link ReauthFields} shows the failure below one of its fields. */
export function isReauthFailure(failure: Failure | null, otpType: OtpType | null): boolean {
  return failure?.code === 'wrong-password' || (failure?.code === 'wrong-pin' && otpType !== null);
}

/**
 * The 6-digit code, a choice of methods, and a button to send a code for methods that need it. `failure` is shown if it
 * is about the code; one that asks for a code focuses the field.
 */
export function CodeField({
  origin,
  email,
  password,
  otpType,
  offered,
  onOtpType,
  value,
  onInput,
  failure,
  error,
}: {
  origin: ApiOrigin;
  email: string;
  password: string;
  otpType: OtpType;
  offered: readonly OtpType[];
  onOtpType: (otpType: OtpType) => void;
  value: string;
  onInput: (code: string) => void;
  failure: Failure | null;
  error?: string | null;
}) {
  const box = useRef<HTMLDivElement>(null);
  const sendCode = useSend('sendCode');
  const [note, setNote] = useState<{ of: OtpType; text: string } | null>(null);
  /** A failure about a code that has been replaced, or that was another method's. */
  const [supersededFailure, setSupersededFailure] = useState<Failure | null>(null);
  const ask = async () => {
    if (!password) return setNote({ of: otpType, text: t('formCodeNeedsPassword') });
    setNote(null);
    const result = await sendCode.run({ origin, email, password, otpType });
    if (!result?.ok) return;
    setSupersededFailure(failure);
    setNote({ of: otpType, text: t('formCodeSent') });
  };
  // What is refused since then is a code that the person had. Why one that is being sent couldn't be is still to come.
  useEffect(() => {
    if (!sendCode.busy) sendCode.clear();
  }, [failure]);
  useEffect(() => {
    if (failure?.code === 'two-factor-needed')
      box.current?.querySelector<HTMLElement>('input.input--pin')?.focus();
  }, [failure]);
  const refusal =
    failure?.code === 'wrong-pin' && failure !== supersededFailure ? wrongCodeText(failure, otpType) : error;
  const unsent = sendCode.failure && failureText(sendCode.failure, { passwordAlone: true });
  return (
    <div class="pin" ref={box}>
      {offered.length > 1 && (
        <RadioField
          label={t('formPinHow')}
          columns
          value={otpType}
          choices={offered.map((type) => ({ value: type, label: t(OTP_CHOICE[type]) }))}
          onChange={(type) => {
            // What was said of a code, or of sending one, was about the method before.
            sendCode.clear();
            setSupersededFailure(failure);
            setNote(null);
            onOtpType(type as OtpType);
          }}
        />
      )}
      <TextField
        label={t('formPin')}
        hint={t(OTP_HINT[otpType])}
        class="input input--pin"
        value={value}
        onInput={onInput}
        error={unsent ?? refusal}
        autocomplete="one-time-code"
        inputMode="numeric"
      />
      {otpType !== 'authenticator' && (
        <div class="pin__send">
          <Button disabledReason={reasonNotToUseNetwork()} busy={sendCode.busy} onClick={ask}>
            {t(sendCode.busy ? 'formSendingCode' : 'formSendCode')}
          </Button>
          <span class="field__hint" role="status">
            {note?.of === otpType && note.text}
          </span>
        </div>
      )}
    </div>
  );
}

/** An app shows the next code by itself; another one that is sent has to be asked for. */
function wrongCodeText(failure: Failure, otpType: OtpType): string {
  return otpType === 'authenticator' ? failureText(failure) : t('formSentCodeWrong');
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

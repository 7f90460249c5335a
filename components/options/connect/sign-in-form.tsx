import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApiOrigin, ConnectionKey } from '../../../lib/domain/identity/keys.ts';
import { OTP_TYPES, type OtpType } from '../../../lib/domain/otp-type.ts';
import { originOfRegion, type PublicRegionId } from '../../../lib/domain/regions/region.ts';
import { isCode, isSignInEmail, pastedCode, pastedEmail } from '../../../lib/domain/text/pasted.ts';
import { regionName } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { obstacleToSend } from '../../../lib/state/obstacle.ts';
import { reasonNotToSend } from '../../ui/disabled-reasons.ts';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError, TextField } from '../../ui/field.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { CodeField, isReauthFailure } from '../../ui/reauth-fields.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { useSend } from '../../ui/use-send.ts';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import { focusFirstError } from '../shared/focus-first-error.ts';
import { usePermissions } from '../shared/permissions.ts';
import {
  HOST_REFUSED,
  isHostFailure,
  originOfDraft,
  type RegionDraft,
  RegionField,
  untriedRegion,
} from './region-field.tsx';

interface SignInDraft extends RegionDraft {
  email: string;
}

/** Email, password and, if the platform requires it, a two-factor code. */
export function SignInForm({
  draft,
  onDraft,
  again,
  onConnected,
}: {
  draft: SignInDraft;
  onDraft: (change: Partial<SignInDraft>) => void;
  /** The connection that is signed in again: its region can't be changed. */
  again?: ConnectionKey;
  onConnected: (key: ConnectionKey) => void;
}) {
  const fixed = again !== undefined;
  const permissions = usePermissions();
  const form = useRef<HTMLFormElement>(null);
  const signIn = useSend('signIn');
  const [password, setPassword] = useState('');
  const [pinCode, setPinCode] = useState('');
  const [otpType, setOtpType] = useState<OtpType | null>(null);
  const [checked, setChecked] = useState(false);
  const [refused, setRefused] = useState(false);
  /** Regions that refused this email and password. */
  const [wrongAt, setWrongAt] = useState<ApiOrigin[]>([]);
  const failure = refused ? HOST_REFUSED : signIn.failure;

  const errors = {
    email: !draft.email.trim()
      ? t('formRequired')
      : isSignInEmail(pastedEmail(draft.email))
        ? null
        : t('ruleEmail'),
    password: password ? null : t('formRequired'),
    pin: !otpType || isCode(pinCode) ? null : t('formPinDigits'),
  };

  useEffect(() => {
    if (failure && failure.code !== 'two-factor-needed') focusFirstError(form.current);
  }, [failure]);

  /**
   * A code belongs to one account: of another email or region it isn't known whether one is needed. A refusal that is
   * still on its way for the one before isn't shown either.
   */
  const forgetCode = () => {
    signIn.clear();
    setOtpType(null);
    setPinCode('');
  };
  const parsed = originOfDraft(draft);
  const submit = (event: Event) => {
    event.preventDefault();
    setChecked(true);
    setRefused(false);
    if (!parsed.ok || errors.email || errors.password || errors.pin) return;
    void signInAt(parsed.origin);
  };
  const signInAt = async (origin: ApiOrigin, region?: PublicRegionId) => {
    // Before any await: the browser asks for a host only during the click itself.
    const allowed = permissions.host(origin).request();
    if (!(await allowed)) {
      // What was said before was about the other region.
      signIn.clear();
      if (region) onDraft({ region });
      return setRefused(true);
    }
    const result = await signIn.run({
      origin,
      email: pastedEmail(draft.email),
      password,
      ...(again && { expected: again }),
      ...(otpType ? { otpType, pinCode: pastedCode(pinCode) } : {}),
    });
    const isWrong = !result?.ok && result?.failure.code === 'wrong-password';
    if (isWrong) setWrongAt((before) => [...before, origin]);
    // What follows (a code, for example) goes there, and what failed was about that host.
    else if (region && result) onDraft({ region });
    if (result?.ok) {
      setPassword('');
      setPinCode('');
      onConnected(result.value.connectionKey);
    } else if (result?.failure.code === 'two-factor-needed') {
      setChecked(false);
      setOtpType(result.failure.otpType ?? 'authenticator');
      setPinCode('');
    }
  };

  const code = failure?.code;
  const besideRegion = isHostFailure(failure) && !fixed;
  const otherRegion = code === 'wrong-password' && !fixed ? untriedRegion(wrongAt) : null;
  const besideField = isReauthFailure(failure, otpType) || code === 'account-blocked';
  return (
    <form class="form" ref={form} noValidate onSubmit={submit} aria-busy={signIn.busy}>
      {!fixed && (
        <RegionField
          value={draft}
          onChange={(change) => {
            forgetCode();
            setRefused(false);
            onDraft(change);
          }}
          failure={failure}
          checked={checked}
        />
      )}
      <TextField
        label={t('connectEmail')}
        type="email"
        autocomplete="username"
        inputMode="email"
        spellcheck={false}
        value={draft.email}
        onInput={(email) => {
          // A password manager fills it in again together with the code.
          if (email !== draft.email) forgetCode();
          setWrongAt([]);
          onDraft({ email });
        }}
        error={failure?.code === 'account-blocked' ? failureText(failure) : checked ? errors.email : null}
      />
      <PasswordField
        label={t('formPassword')}
        hint={t('connectPasswordHint')}
        value={password}
        onInput={(text) => {
          setWrongAt([]);
          setPassword(text);
        }}
        error={failure?.code === 'wrong-password' ? failureText(failure) : checked ? errors.password : null}
      />
      <div role="status">
        {otherRegion && (
          <div class="note row">
            <span>{t('connectOtherRegion', regionName(otherRegion.id))}</span>
            <VanishingButton
              disabledReason={reasonNotToSend()}
              onClick={() => void signInAt(originOfRegion(otherRegion), otherRegion.id)}
            >
              {t('connectTryRegion', regionName(otherRegion.id))}
            </VanishingButton>
          </div>
        )}
      </div>
      <div role="status">{otpType && parsed.ok && <p class="note">{t('failure_two_factor_needed')}</p>}</div>
      {otpType && parsed.ok && (
        <CodeField
          origin={parsed.origin}
          email={pastedEmail(draft.email)}
          password={password}
          otpType={otpType}
          offered={OTP_TYPES}
          onOtpType={setOtpType}
          value={pinCode}
          onInput={setPinCode}
          failure={failure}
          error={checked ? errors.pin : null}
        />
      )}
      <FieldError
        error={
          failure && !besideRegion && !besideField && code !== 'two-factor-needed'
            ? failureText(failure)
            : null
        }
      />
      <div class="form__end">
        <SubmitButton
          busy={signIn.busy}
          obstacle={obstacleToSend()}
          label={t('connectButton')}
          busyLabel={t('connectBusy')}
        />
        <p class="soft">{t('connectSignInFoot')}</p>
      </div>
    </form>
  );
}

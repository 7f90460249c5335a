import type { Failure, FailureCode } from '../../lib/domain/failure.ts';
import type { ApiOrigin } from '../../lib/domain/identity/keys.ts';
import { t } from '../../lib/i18n/t.ts';
import { CheckField, RadioField } from '../ui/choices.tsx';
import { failureText } from '../ui/failure-text.ts';
import { Field, FieldError, SelectField, TextField } from '../ui/field.tsx';
import { PasswordField, SecretField } from '../ui/password-field.tsx';
import { CodeField, EMPTY_REAUTH, ReauthFields } from '../ui/reauth-fields.tsx';
import { UnlockFields } from '../ui/unlock-fields.tsx';
import { ignore, Sample } from './sample.tsx';

const ORIGIN = 'https://api.us-e1.tago.io' as ApiOrigin;
const EMAIL = 'ines@acme.example';
const FAILURES: FailureCode[] = [
  'offline',
  'timeout',
  'unauthorized',
  'denied',
  'rate-limited',
  'server',
  'malformed',
  'not-found',
  'host-permission',
  'wrong-password',
  'wrong-pin',
  'account-blocked',
  'token-not-profile',
  'token-expired',
  'no-token',
  'needs-sign-in',
  'locked',
  'wrong-passphrase',
  'storage-full',
  'clipboard',
  'outcome-unknown',
  'internal',
];
const wrongPin: Failure = { code: 'wrong-pin' };

export function FieldSamples() {
  const label = t('profilesName');
  const choices = [
    { value: 'a', label: t('tokensPermission'), hint: t('formAccountPasswordHint', EMAIL) },
    { value: 'b', label: t('tokensExpiration'), disabled: true },
    { value: 'c', label: t('navTokens') },
  ];
  return (
    <Sample name="Field, FieldError, TextField, SelectField, PasswordField, SecretField, UnlockFields, RadioField, CheckField">
      <TextField
        label={label}
        value=""
        onInput={ignore}
        placeholder="Acme Farms"
        hint={t('profilesNameHint')}
      />
      <TextField label={label} value="Acme Farms" onInput={ignore} disabled />
      <TextField label={label} value="Acme Farms" onInput={ignore} error={t('formRequired')} />
      <Field label={label} hint={t('profilesNameHint')}>
        {(control) => <textarea class="input" rows={2} {...control} />}
      </Field>
      <SelectField label={label} value="a" choices={choices} onChange={ignore} />
      <SelectField label={label} value="a" choices={choices} onChange={ignore} error={t('formRequired')} />
      <PasswordField label={t('formPassword')} value="secret" onInput={ignore} />
      <PasswordField label={t('formPassword')} value="" onInput={ignore} error={t('formRequired')} />
      <SecretField label={t('connectToken')} value="p-0000" onInput={ignore} />
      <UnlockFields />
      <RadioField label={label} value="a" choices={choices} onChange={ignore} />
      <RadioField
        label={label}
        value=""
        choices={choices}
        onChange={ignore}
        error={t('formRequired')}
        columns
      />
      <div class="field">
        <CheckField label={label} hint={t('profilesNameHint')} checked onChange={ignore} />
        <CheckField label={label} checked={false} onChange={ignore} disabled />
        <FieldError error={t('formRequired')} />
      </div>
    </Sample>
  );
}

export function ReauthSamples() {
  const common = { origin: ORIGIN, email: EMAIL };
  return (
    <Sample name="ReauthFields, CodeField">
      <div class="field">
        <ReauthFields {...common} value={EMPTY_REAUTH} onChange={ignore} otpType={null} failure={null} />
      </div>
      <div class="field">
        <ReauthFields
          {...common}
          value={EMPTY_REAUTH}
          onChange={ignore}
          otpType="sms"
          offered={['authenticator', 'sms', 'email']}
          failure={{ code: 'wrong-password' }}
        />
      </div>
      <div class="field">
        <CodeField
          {...common}
          password=""
          otpType="email"
          offered={['email']}
          onOtpType={ignore}
          value="12345"
          onInput={ignore}
          failure={wrongPin}
        />
      </div>
    </Sample>
  );
}

export function FailureSamples() {
  return (
    <Sample name="failureText">
      <ul>
        {FAILURES.map((code) => (
          <li key={code}>{failureText({ code })}</li>
        ))}
      </ul>
    </Sample>
  );
}

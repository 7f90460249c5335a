import { useRef, useState } from 'preact/hooks';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { originOf, type ProfileRef, refOf, sameRef } from '../../../lib/domain/identity/keys.ts';
import type { Profile } from '../../../lib/domain/profiles/profile.ts';
import { pastedToken } from '../../../lib/domain/text/pasted.ts';
import { t } from '../../../lib/i18n/t.ts';
import { connections, policy, profilePreferences, profiles } from '../../../lib/state/app-state.ts';
import { obstacleToServer } from '../../../lib/state/obstacle.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError } from '../../ui/field.tsx';
import { ReauthFields } from '../../ui/reauth-fields.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { focusErrorSoon } from '../shared/focus-first-error.ts';
import { MissingProfile } from '../shared/missing-profile.tsx';
import { usePermissions } from '../shared/permissions.ts';
import { useReauthForm } from '../shared/use-reauth-form.ts';
import { Page } from '../shell/page.tsx';
import { navigateUnlessLeft, profileHref } from '../shell/router.ts';
import { Remedy } from './remedy.tsx';
import { TokenField } from './token-field.tsx';
import { isTokenUnusable, useTokenCheck } from './use-token-check.ts';
import './connect.css';

/** Assigns a token to a profile that the connection's token can't reach: a generated or a pasted one. */
export function AssignTokenPage({ profile: ref }: { profile: ProfileRef }) {
  const profile = profiles.value.find((row) => sameRef(row, ref));
  const connection = connections.value.find(({ key }) => key === ref.connectionKey);
  const [chosen, setMode] = useState<'generate' | 'paste'>('generate');
  const { allowPasswordSignIn } = policy.value;
  const mode = allowPasswordSignIn ? chosen : 'paste';
  if (!profile || !connection) return <MissingProfile />;
  const goTo = navigateUnlessLeft();
  const done = () => {
    announce(t('assignTokenDone', profile.name));
    goTo(profileHref(ref));
  };
  return (
    <Page
      title={t('assignTokenTitle', profile.name)}
      lead={<Avatar profile={profile} preferences={profilePreferences.value.get(profile.profileKey)} />}
      soft={t('assignTokenSoft')}
      narrow
    >
      {/* biome-ignore lint/a11y/useSemanticElements: two toggle buttons, not a set of fields. */}
      <div class="segmented" role="group" aria-label={t('assignTokenHow')}>
        <button
          type="button"
          aria-pressed={mode === 'generate'}
          disabled={!allowPasswordSignIn}
          title={allowPasswordSignIn ? undefined : t('failure_policy_allowPasswordSignIn')}
          onClick={() => setMode('generate')}
        >
          {t('assignTokenGenerate')}
        </button>
        <button type="button" aria-pressed={mode === 'paste'} onClick={() => setMode('paste')}>
          {t('assignTokenPaste')}
        </button>
      </div>
      {mode === 'generate' ? (
        <GenerateForm profile={profile} connection={connection} onDone={done} />
      ) : (
        <PasteForm profile={profile} onDone={done} />
      )}
    </Page>
  );
}

function GenerateForm({
  profile,
  connection,
  onDone,
}: {
  profile: Profile;
  connection: Connection;
  onDone: () => void;
}) {
  const generate = useSend('generateProfileToken');
  const reauth = useReauthForm(connection);
  const { failure } = generate;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!reauth.check()) return;
    const result = await generate.run({ ...refOf(profile), ...reauth.credentials });
    if (result?.ok) return onDone();
    if (result) reauth.handleFailure(result.failure);
  };
  return (
    <form class="form" ref={reauth.form} noValidate onSubmit={submit} aria-busy={generate.busy}>
      <p class="note">{t('assignTokenGenerateNote', profile.name)}</p>
      <ReauthFields {...reauth.fields} failure={failure} />
      <FieldError error={failure && !reauth.showsFailure(failure) ? failureText(failure) : null} />
      <div class="form__end">
        <SubmitButton
          busy={generate.busy}
          obstacle={obstacleToServer(connection.key)}
          remedy={<Remedy connectionKey={connection.key} />}
          label={t('assignTokenGenerateButton')}
          busyLabel={t('assignTokenGenerating')}
        />
      </div>
    </form>
  );
}

function PasteForm({ profile, onDone }: { profile: Profile; onDone: () => void }) {
  const permissions = usePermissions();
  const form = useRef<HTMLFormElement>(null);
  const paste = useSend('pasteProfileToken');
  const [token, setToken] = useState('');
  const [checked, setChecked] = useState(false);
  const check = useTokenCheck(token, originOf(profile.profileKey), permissions);
  const other = check.state === 'good' && check.owner.profileId !== profile.id ? check.owner : null;
  const error = paste.failure
    ? failureText(paste.failure)
    : other
      ? t('assignTokenOther', other.profileName)
      : null;
  const submit = async (event: Event) => {
    event.preventDefault();
    setChecked(true);
    if (other || isTokenUnusable(check)) return;
    const result = await paste.run({ ...refOf(profile), token: pastedToken(token) });
    if (result?.ok) onDone();
    else focusErrorSoon(form.current);
  };
  return (
    <form class="form" ref={form} noValidate onSubmit={submit} aria-busy={paste.busy}>
      <TokenField
        value={token}
        onInput={(text) => {
          paste.clear();
          setChecked(false);
          setToken(text);
        }}
        check={check}
        checked={checked}
        error={error}
      />
      <div class="form__end">
        <SubmitButton
          busy={paste.busy}
          obstacle={obstacleToServer(profile.connectionKey)}
          remedy={<Remedy connectionKey={profile.connectionKey} />}
          label={t('assignTokenPasteButton')}
          busyLabel={t('optionsSaving')}
        />
        <p class="soft">{t('connectTokenFoot')}</p>
      </div>
    </form>
  );
}

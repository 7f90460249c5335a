import { useRef, useState } from 'preact/hooks';
import { refId, refOf } from '../../../lib/domain/identity/keys.ts';
import { optionsRoutes } from '../../../lib/domain/settings/options-route.ts';
import { t } from '../../../lib/i18n/t.ts';
import { obstacleToProfile } from '../../../lib/state/obstacle.ts';
import { Button } from '../../ui/button.tsx';
import { reasonNotToAskProfile } from '../../ui/disabled-reasons.ts';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError, TextField } from '../../ui/field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { announce } from '../../ui/toast.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useSend } from '../../ui/use-send.ts';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import { Remedy } from '../connect/remedy.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { Section } from '../shell/page.tsx';
import { checkLogoFile, LOGO_TYPES, type LogoRule, logoFromFile, MAX_LOGO_MB } from './logo-image.ts';

/** Sets a profile's logo on the platform: an address, or a file that is scaled here and uploaded. */
export function LogoSection({ row }: { row: ProfileRow }) {
  const { profile } = row;
  return (
    <Section title={t('logoTitle')} soft={profile.shared ? t('ruleOwnerOnly') : t('logoSoft')}>
      <fieldset class="logo-forms" disabled={profile.shared}>
        <legend class="visually-hidden">{t('logoTitle')}</legend>
        <ByFile row={row} />
        <ByAddress row={row} />
      </fieldset>
    </Section>
  );
}

function ByFile({ row: { profile } }: { row: ProfileRow }) {
  const input = useRef<HTMLInputElement>(null);
  const upload = useSend('uploadLogo');
  const [rule, setRule] = useState<LogoRule | null>(null);
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const broken = checkLogoFile(file);
    setRule(broken);
    if (broken) return;
    let pngBase64: string;
    try {
      pngBase64 = await logoFromFile(file);
    } catch {
      return setRule('broken');
    }
    const result = await upload.run({ ...refOf(profile), pngBase64 });
    if (result?.ok) announce(t('logoChanged', profile.name));
  };
  const { failure } = upload;
  return (
    <div class="stack stack--tight">
      <div class="row">
        <Button
          disabledReason={profile.shared ? undefined : reasonNotToAskProfile(profile)}
          busy={upload.busy}
          onClick={() => input.current?.click()}
        >
          {t(upload.busy ? 'logoUploading' : 'logoChoose')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept={LOGO_TYPES.join(',')}
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            // Otherwise choosing the same file again, smaller now, would cause no event.
            currentTarget.value = '';
            void choose(file);
          }}
        />
        <span class="soft">{t('logoFileHint', MAX_LOGO_MB)}</span>
      </div>
      <FieldError
        error={
          rule
            ? t(`logoRule_${rule}`, MAX_LOGO_MB)
            : failure && failure.code !== 'no-token'
              ? failureText(failure)
              : null
        }
      />
      {failure?.code === 'no-token' && (
        <p class="note" role="alert">
          {t('logoNeedsToken')}{' '}
          <a class="link" href={optionsRoutes.assignToken(profile)}>
            {t('profileGiveToken')}
          </a>
        </p>
      )}
    </div>
  );
}

function ByAddress({ row: { profile } }: { row: ProfileRow }) {
  const set = useSend('setLogo');
  const disabledReason = profile.shared ? undefined : reasonNotToAskProfile(profile);
  const [draft, change, clear] = useDraft(`logo ${refId(profile)}`, { address: '' });
  const save = async (logoUrl: string | null) => {
    const result = await set.run({ ...refOf(profile), logoUrl });
    if (!result?.ok) return;
    clear();
    announce(t(logoUrl ? 'logoChanged' : 'logoRemoved', profile.name));
  };
  return (
    <form
      class="inline-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.address.trim()) void save(draft.address.trim());
      }}
    >
      <TextField
        label={t('logoAddress')}
        value={draft.address}
        onInput={(address) => change({ address })}
        type="url"
        inputMode="url"
        autocomplete="off"
        placeholder={profile.logoUrl ?? 'https://example.com/logo.png'}
        error={set.failure ? failureText(set.failure) : null}
      />
      <SubmitButton
        busy={set.busy}
        disabled={!draft.address.trim()}
        obstacle={profile.shared || !draft.address.trim() ? null : obstacleToProfile(profile)}
        remedy={<Remedy connectionKey={profile.connectionKey} />}
        label={t('logoUse')}
        busyLabel={t('optionsSaving')}
      />
      {profile.logoUrl && (
        <VanishingButton disabledReason={disabledReason} busy={set.busy} onClick={() => save(null)}>
          {t('logoRemove')}
        </VanishingButton>
      )}
    </form>
  );
}

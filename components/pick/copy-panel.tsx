import { useEffect, useRef, useState } from 'preact/hooks';
import { type CopyFormat, containsToken, needsPrefix } from '../../lib/domain/copy-formats/copy-format.ts';
import { refId } from '../../lib/domain/identity/keys.ts';
import { isolate } from '../../lib/domain/text/foreign.ts';
import { mayBeFull, tokenIdOf } from '../../lib/domain/tokens/token.ts';
import { formatText } from '../../lib/i18n/format-text.ts';
import { permissionInSentence } from '../../lib/i18n/permission-text.ts';
import { disambiguationTags } from '../../lib/i18n/profile-text.ts';
import { t } from '../../lib/i18n/t.ts';
import { createdText } from '../../lib/i18n/token-created-text.ts';
import type { OfferedToken, PendingCopy } from '../../lib/messages/protocol/docs.ts';
import { profilePreferences } from '../../lib/state/app-state.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { failureText } from '../ui/failure-text.ts';
import { Field } from '../ui/field.tsx';
import { ProfileName } from '../ui/profile-name.tsx';
import {
  busy,
  chooseFormat,
  chooseProfile,
  chosen,
  chosenProfile,
  chosenToken,
  copy,
  disambiguators,
  failure,
  format,
  formats,
  fullAccepted,
  preview,
  readPreview,
  token,
} from './pick-model.ts';
import { settleAfterPresses } from './press-delay.ts';

const TITLES = {
  sample: 'copyWindowTitleSample',
  token: 'copyWindowTitleToken',
  formats: 'copyWindowTitleFormats',
} as const;
/** Formats that are a command for a shell. */
const COMMANDS: readonly (CopyFormat | null)[] = ['curl', 'cli-login', 'mcp-claude-code'];

/** Shows what will be copied, before it is: profile, format, token, destination. */
export function CopyPanel({ pending }: { pending: PendingCopy }) {
  const [settled, setSettled] = useState(false);
  const actions = useRef<HTMLDivElement>(null);
  const shown = preview.value;
  const isShown = shown !== null;
  // When what is copied appears, "Copy" may take the place of "Try again", which may just have been pressed twice.
  useEffect(() => {
    setSettled(false);
    return settleAfterPresses((now) => setSettled(now && isShown));
  }, [isShown]);
  const hasToken = format.value === null || containsToken(format.value);
  const asksFull =
    shown?.confirmsFull && hasToken && chosenToken.value && mayBeFull(chosenToken.value.permission);
  const ready =
    shown !== null && (!hasToken || chosenToken.value !== null) && (!asksFull || fullAccepted.value);
  const enabled = ready && settled;
  useEffect(() => {
    if (enabled && document.activeElement === document.body)
      actions.current?.querySelector('button')?.focus();
  }, [enabled]);
  return (
    <main class="pick" aria-busy={busy.value || (shown === null && !failure.value)}>
      <h1>{t(TITLES[pending.kind])}</h1>
      <ChosenProfile />
      {pending.kind === 'formats' && formats.value.length > 0 && <FormatField />}
      {shown === null && !failure.value && <p class="pick__soft">{t('copyWindowLoading')}</p>}
      {shown && (hasToken ? <TokenField tokens={shown.tokens} /> : <p>{t('copyWindowNoSecret')}</p>)}
      {shown?.use === 'read-write' && <p class="pick__soft">{t('failure_needs_full_token')}</p>}
      {shown && hasToken && (
        <p class="pick__destination">
          <span>{t('copyWindowGoesTo')}</span>{' '}
          <strong>{shown.hosts.length > 0 ? shown.hosts.join(', ') : t('copyWindowHere')}</strong>
        </p>
      )}
      {shown?.regionUnset && (
        <p class="pick__soft">{t('docsRegionUnset', chosenProfile.value?.name ?? '')}</p>
      )}
      {COMMANDS.includes(format.value) && <p class="pick__soft">{t('copyWindowShellHistory')}</p>}
      {asksFull && (
        <label class="pick__full">
          <input
            type="checkbox"
            checked={fullAccepted.value}
            onChange={(event) => {
              fullAccepted.value = event.currentTarget.checked;
            }}
          />
          <span>{t('copyWindowFull', chosenProfile.value?.name ?? '')}</span>
        </label>
      )}
      {failure.value && <p role="alert">{failureText(failure.value)}</p>}
      <div class="pick__actions" ref={actions}>
        {shown === null && failure.value ? (
          <RetryButton />
        ) : (
          <Button
            kind="primary"
            icon="copy"
            disabled={!enabled}
            busy={busy.value}
            onClick={() => void copy()}
          >
            {t('copyWindowCopy')}
          </Button>
        )}
      </div>
    </main>
  );
}

/** Reads again what would be copied. */
function RetryButton() {
  const [isBusy, setBusy] = useState(false);
  const retry = async () => {
    setBusy(true);
    await readPreview();
    setBusy(false);
  };
  return (
    <Button kind="primary" busy={isBusy} onClick={() => void retry()}>
      {t('optionsTryAgain')}
    </Button>
  );
}

function ChosenProfile() {
  const profile = chosenProfile.value;
  if (!profile || !chosen.value) return null;
  const tags = disambiguationTags(disambiguators.value.get(refId(chosen.value)) ?? []);
  return (
    <div class="pick__chosen">
      <Avatar size="m" profile={profile} preferences={profilePreferences.value.get(profile.profileKey)} />
      <ProfileName name={profile.name} tags={tags} />
      <Button busy={busy.value} onClick={() => void chooseProfile(null)}>
        {t('copyWindowChange')}
      </Button>
    </div>
  );
}

function FormatField() {
  return (
    <Field label={t('copyWindowFormat')}>
      {(control) => (
        <select
          {...control}
          class="input"
          disabled={busy.value}
          value={format.value ?? ''}
          onChange={(event) => void chooseFormat(event.currentTarget.value as CopyFormat)}
        >
          {formats.value.map((one) => (
            <option key={one} value={one}>
              {formatText(one)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function TokenField({ tokens }: { tokens: readonly OfferedToken[] }) {
  const selected = tokens.indexOf(chosenToken.value as OfferedToken);
  const requiresPrefix = format.value !== null && needsPrefix(format.value);
  if (tokens.length === 0) return <p role="alert">{t(requiresPrefix ? 'ruleMcpToken' : 'docsNoTokens')}</p>;
  return (
    <Field label={t('copyWindowToken')} error={selected < 0 ? t('failure_no_token') : null}>
      {(control) => (
        <select
          {...control}
          class="input"
          disabled={busy.value}
          value={String(selected)}
          onChange={(event) => {
            token.value = tokenIdOf(tokens[Number(event.currentTarget.value)]!);
            fullAccepted.value = false;
          }}
        >
          {tokens.map((one, index) => (
            <option key={`${one.createdAt} ${one.name}`} value={String(index)} disabled={!one.fits}>
              {[
                isolate(one.name),
                permissionInSentence(one.permission),
                ...createdText(one, tokens),
                ...(one.fits ? [] : [t('docsDoesNotFit')]),
              ].join(' · ')}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

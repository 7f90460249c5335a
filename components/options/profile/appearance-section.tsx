import { useState } from 'preact/hooks';
import type { ProfileKey } from '../../../lib/domain/identity/keys.ts';
import { isBlank } from '../../../lib/domain/text/fold.ts';
import { graphemesOf } from '../../../lib/domain/text/graphemes.ts';
import { t } from '../../../lib/i18n/t.ts';
import { profilePreferences } from '../../../lib/state/app-state.ts';
import { until } from '../../../lib/state/until.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/choices.tsx';
import { TextField } from '../../ui/field.tsx';
import { shownColour } from '../../ui/profile-colour.ts';
import { useDisabled } from '../../ui/use-disabled.ts';
import { ColourChoice } from '../shared/colour-choice.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { saveProfilePreferences } from '../shared/save-preferences.ts';
import { Section } from '../shell/page.tsx';
import { TagForm } from './tag-form.tsx';

/** Returns the last grapheme to see of a text: a person who types another emoji replaces the one before. */
export function lastGrapheme(text: string): string {
  return graphemesOf(text).findLast((one) => !isBlank(one)) ?? '';
}

function storedEmoji(profileKey: ProfileKey): string | null {
  return profilePreferences.value.get(profileKey)?.emoji ?? null;
}

/** A profile's color, emoji, tag and muting, which are the person's own, and synced. */
export function AppearanceSection({ row }: { row: ProfileRow }) {
  const { profile, preferences } = row;
  /**
   * Null: nothing since the last change was stored or refused; the field shows the stored one, which may change
   * elsewhere.
   */
  const [typed, setTyped] = useState<string | null>(null);
  const save = (change: Parameters<typeof saveProfilePreferences>[1]) =>
    saveProfilePreferences(profile.profileKey, change);
  const saveEmoji = async (emoji: string | null) => {
    // The reply is here before the change of the store is: until then, the field would show the emoji before.
    if (await save({ emoji })) await until(() => storedEmoji(profile.profileKey) === emoji);
  };
  const colour = shownColour(profile, preferences);
  const reset = useDisabled(!preferences?.colour && !preferences?.emoji);
  return (
    <Section title={t('profileLooks')} soft={t('profileLooksHint')}>
      <div class="looks">
        <Avatar profile={profile} preferences={preferences} />
        <div class="stack">
          <ColourChoice value={colour} onChange={(chosen) => save({ colour: chosen })} />
          <div class="inline-form">
            <TextField
              label={t('profileEmoji')}
              hint={t('profileEmojiHint')}
              value={typed ?? preferences?.emoji ?? ''}
              onInput={(text) => {
                const grapheme = lastGrapheme(text);
                setTyped(grapheme);
                void saveEmoji(grapheme || null).then(() =>
                  // What was typed meanwhile stays.
                  setTyped((now) => (now === grapheme ? null : now)),
                );
              }}
              autocomplete="off"
              spellcheck={false}
            />
            <Button onClick={() => save({ colour: null, emoji: null })} {...reset}>
              {t('profileLooksReset')}
            </Button>
          </div>
          <TagForm row={row} />
          <CheckField
            label={t('profileMuted')}
            hint={t('profileMutedHint')}
            checked={preferences?.muted ?? false}
            onChange={(muted) => save({ muted })}
          />
        </div>
      </div>
    </Section>
  );
}

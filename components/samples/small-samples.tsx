import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { HOUR_MS } from '../../lib/domain/time.ts';
import type { Level } from '../../lib/domain/usage/level.ts';
import { percentText } from '../../lib/i18n/service-text.ts';
import { t } from '../../lib/i18n/t.ts';
import { ReadAge } from '../options/shared/read-age.tsx';
import { ReturnFocus } from '../options/shared/return-focus.tsx';
import { Age } from '../ui/age.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { ForeignText } from '../ui/foreign-text.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { LevelBar, LevelMark, LevelShape } from '../ui/level.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { ProfileName, TagFilter, Tags } from '../ui/profile-name.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { VanishingButton } from '../ui/vanishing-button.tsx';
import { ignore, LONG_NAME, MARKED, Sample } from './sample.tsx';

const LEVELS: [Level, number][] = [
  ['ok', 42],
  ['warning', 83],
  ['high', 94],
  ['blocked', 100],
];
const ICONS: IconName[] = [
  'search',
  'sliders',
  'copy',
  'check',
  'star',
  'star-filled',
  'refresh',
  'close',
  'warning',
  'blocked',
  'offline',
  'clock',
  'key',
  'lock',
  'user',
  'globe',
  'database',
  'shared',
  'panel',
  'chevron',
  'up',
];
const FOREIGN = 'مزرعة الشمال ‮ 温室 🌿';

const profile = (name: string) => ({
  profileKey: `https://api.us-e1.tago.io#${name.length}` as Profile['profileKey'],
  name,
  logoUrl: null,
});

export function ButtonSamples() {
  const save = t('alertsSave');
  return (
    <Sample name="Button, VanishingButton, IconButton, LinkButton, ReturnFocus, SubmitButton">
      {(['plain', 'primary', 'danger'] as const).map((kind) => (
        <>
          <Button kind={kind}>{save}</Button>
          <Button kind={kind} disabled>
            {save}
          </Button>
          <Button kind={kind} icon="copy">
            {t('popupCopyToken')}
          </Button>
        </>
      ))}
      <Button aria-pressed>{t('profilesCustomOrder')}</Button>
      <Button disabledReason={t('offlineFirst')}>{save}</Button>
      <VanishingButton>{t('tokensClearSelection')}</VanishingButton>
      <ReturnFocus>
        <LinkButton>{t('profileRefresh')}</LinkButton>
      </ReturnFocus>
      <LinkButton disabledReason={t('offlineFirst')}>{t('profileRefresh')}</LinkButton>
      <IconButton icon="refresh" label={t('popupRefresh')} />
      <IconButton icon="refresh" label={t('popupRefresh')} disabled />
      <IconButton icon="star-filled" label={t('popupFavourite')} small aria-pressed />
      <form>
        <SubmitButton busy={false} label={save} busyLabel={t('optionsSaving')} />{' '}
        <SubmitButton busy label={save} busyLabel={t('optionsSaving')} />{' '}
        <SubmitButton busy={false} danger label={t('settingsDisconnect')} busyLabel={t('optionsSaving')} />{' '}
        <SubmitButton busy={false} disabled label={save} busyLabel={t('optionsSaving')} />{' '}
        <SubmitButton busy={false} obstacle="offline" label={save} busyLabel={t('optionsSaving')} />
      </form>
    </Sample>
  );
}

export function IconSamples() {
  return (
    <Sample name="Icon">
      {ICONS.map((name) => (
        <span key={name} title={name}>
          <Icon name={name} size={20} />
        </span>
      ))}
    </Sample>
  );
}

export function LevelSamples() {
  return (
    <Sample name="LevelBar, LevelMark, LevelShape">
      {LEVELS.map(([level, percent]) => (
        <div key={level} class={`sample__narrow level--${level}`}>
          <LevelMark level={level} /> {percentText(percent)}
          <LevelBar level={level} percent={percent} />
          <LevelBar level={level} percent={percent} mini />
          {level !== 'ok' && <LevelShape level={level} />}
        </div>
      ))}
    </Sample>
  );
}

export function NameSamples({ now }: { now: number }) {
  return (
    <Sample name="Avatar, ProfileName, Tags, TagFilter, ForeignText, Age, ReadAge">
      {(['s', 'm', 'l'] as const).map((size) => (
        <Avatar key={size} size={size} profile={profile('Acme Farms')} />
      ))}
      <Avatar profile={profile('Acme Farms')} preferences={{ colour: 'green', emoji: '🌿' }} />
      <ProfileName name="Acme Farms" tags={[t('popupActiveTag')]} ranges={MARKED} />
      <div class="sample__narrow">
        <ProfileName name={LONG_NAME} tags={[t('tagActive'), t('profilesNothingAllocated')]} />
      </div>
      <ProfileName name={FOREIGN} />
      <Tags tags={[t('tagActive'), t('profilesNeedsToken'), LONG_NAME]} />
      <TagFilter tag="harvest" onPress={ignore} />
      <ForeignText text={FOREIGN} />
      <Age at={now} now={now} />
      <Age at={now - 47 * 60_000} now={now} />
      <Age at={now - 30 * HOUR_MS} now={now} />
      <ReadAge read={{ fetchedAt: now - HOUR_MS, failure: { failure: { code: 'server' }, at: now } }} />
    </Sample>
  );
}

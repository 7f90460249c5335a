import { refId } from '../../lib/domain/identity/keys.ts';
import { planOf } from '../../lib/domain/profiles/plan.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { displayText } from '../../lib/domain/text/foreign.ts';
import { disambiguationTags, ownerText, planText, regionText } from '../../lib/i18n/profile-text.ts';
import { t } from '../../lib/i18n/t.ts';
import { obstacleToProfile } from '../../lib/state/obstacle.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { ForeignText } from '../ui/foreign-text.tsx';
import { COPY_ID } from './focus.ts';
import { obstacleAttributes } from './obstacle-attributes.ts';
import { copied, copyToken, toggleFavourite } from './popup-actions.ts';
import { activeConnection, disambiguators, preferencesOf } from './popup-model.ts';

/**
 * The card's header: the profile's name, what distinguishes it from others of that name, its star, and the button that
 * copies its token.
 */
export function ProfileHeader({ profile }: { profile: Profile }) {
  const connection = activeConnection.value;
  const preferences = preferencesOf(profile);
  const favourite = preferences?.favourite ?? false;
  const plan = planOf(profile, connection);
  // Owner and region are always shown.
  const differences = (disambiguators.value.get(refId(profile)) ?? []).filter(
    ({ kind }) => kind === 'account' || kind === 'id',
  );
  const where = [
    ownerText(profile),
    ...(connection ? [regionText(connection)] : []),
    ...disambiguationTags(differences),
  ].join(' · ');
  const about = plan ? `${where} · ${planText(plan)}` : where;
  const justCopied = copied.value === refId(profile);
  return (
    <div class="profile-header">
      <Avatar profile={profile} preferences={preferences} />
      <div class="profile-header__text">
        <div class="profile-header__head">
          <h1 class="profile-header__name" title={displayText(profile.name)}>
            <ForeignText text={profile.name} />
          </h1>
          <IconButton
            small
            class={`star${favourite ? ' star--on' : ''}`}
            icon={favourite ? 'star-filled' : 'star'}
            label={t('popupFavourite')}
            title={t(favourite ? 'popupFavouriteRemove' : 'popupFavouriteAdd')}
            aria-pressed={favourite}
            onClick={() => toggleFavourite(profile)}
          />
        </div>
        <div class="soft profile-header__about" title={about}>
          <span>{where}</span>
          {plan && <span>· {planText(plan)}</span>}
        </div>
      </div>
      <Button
        kind="primary"
        id={COPY_ID}
        class="profile-header__copy"
        title={t('popupCopyToken')}
        {...obstacleAttributes(obstacleToProfile(profile))}
        icon={justCopied ? 'check' : 'copy'}
        onClick={() => copyToken(profile)}
      >
        {/* Both texts take their space, so that the button keeps its width. */}
        <span class="swap">
          <span class={justCopied ? 'swap__away' : ''}>{t('popupCopyToken')}</span>
          <span class={justCopied ? '' : 'swap__away'} aria-hidden={!justCopied}>
            {t('popupCopied')}
          </span>
        </span>
      </Button>
    </div>
  );
}

import { displayText } from '../../../lib/domain/text/foreign.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Tags } from '../../ui/profile-name.tsx';
import { type ProfileTab, profileHref } from '../shell/router.ts';
import type { ProfileRow } from './profile-rows.ts';

/** A profile as the first cell of a table's row: its avatar, name as a link, and tags. */
export function ProfileCell({
  row,
  ranges = [],
  tab = 'overview',
  tags = row.tags,
  extraTags = [],
}: {
  row: ProfileRow;
  ranges?: [number, number][];
  tab?: ProfileTab;
  tags?: string[];
  extraTags?: string[];
}) {
  const { profile, preferences, active } = row;
  const all = [...(active ? [t('tagActive')] : []), ...tags, ...extraTags];
  return (
    <span class="profile-cell">
      <Avatar profile={profile} preferences={preferences} size="m" />
      <span class="profile-cell__text">
        <a class="profile-cell__name" href={profileHref(profile, tab)} title={displayText(profile.name)}>
          <ForeignText text={profile.name} ranges={ranges} />
        </a>
        {all.length > 0 && (
          <span class="profile-cell__tags">
            <Tags tags={all} />
          </span>
        )}
      </span>
    </span>
  );
}

import { computed, type ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { displayText } from '../../../lib/domain/text/foreign.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { TagFilter, Tags } from '../../ui/profile-name.tsx';
import { type ProfileTab, profileHref } from '../shell/router.ts';
import { distinctName, type ProfileRow, profileRows } from './profile-rows.ts';

/**
 * The height in px of rows with room to press both a name and the tag below it; undefined: a table's usual one.
 */
export const taggedRowHeight: ReadonlySignal<number | undefined> = computed(() =>
  profileRows.value.some(({ preferences }) => preferences?.tag) ? 49 : undefined,
);

/** A profile as the first cell of a table's row: its avatar, name as a link, and tags. */
export function ProfileCell({
  row,
  ranges = [],
  tab = 'overview',
  tags = row.tags,
  extraTags = [],
  onTag,
  note,
}: {
  row: ProfileRow;
  ranges?: [number, number][];
  tab?: ProfileTab;
  tags?: string[];
  extraTags?: string[];
  /** Filters the list by the person's tag; without it, that tag isn't shown. */
  onTag?: (tag: string) => void;
  /** What is shown on a line of its own below. */
  note?: ComponentChildren;
}) {
  const { profile, preferences, active } = row;
  const tag = onTag && preferences?.tag;
  const all = [...(active ? [t('tagActive')] : []), ...tags, ...extraTags];
  // The row has two lines: the tags', if any, is the second.
  const hasTags = all.length > 0 || Boolean(tag);
  return (
    <span class="profile-cell">
      <Avatar profile={profile} preferences={preferences} size="m" />
      <span class="profile-cell__text">
        <a
          class={hasTags ? 'profile-cell__name' : 'profile-cell__name two-lines'}
          href={profileHref(profile, tab)}
          title={displayText(profile.name)}
          aria-label={row.disambiguationTags.length > 0 ? distinctName(row) : undefined}
        >
          <ForeignText text={profile.name} ranges={ranges} />
        </a>
        {hasTags && (
          <span class="profile-cell__tags">
            <Tags tags={all} />
            {tag && <TagFilter tag={tag} onPress={() => onTag?.(tag)} />}
          </span>
        )}
        {note}
      </span>
    </span>
  );
}

import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { sameRef } from '../../lib/domain/identity/keys.ts';
import { disambiguationTags, ownerText } from '../../lib/i18n/profile-text.ts';
import { t } from '../../lib/i18n/t.ts';
import { active, connections } from '../../lib/state/app-state.ts';
import { Avatar } from '../ui/avatar.tsx';
import { ForeignText } from '../ui/foreign-text.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { ProfileName } from '../ui/profile-name.tsx';
import { copied, copyAs, copyToken, moveRow, switchTo, toggleFavourite } from './popup-actions.ts';
import { disambiguators, movable, preferencesOf, query, setFilter } from './popup-model.ts';
import { rowTitle, UsageState } from './row-usage.tsx';
import type { Row } from './rows.ts';

/** Returns the DOM id of a row: refIds hold characters that ids of elements should not. */
export const rowElementId = (index: number) => `profile-${index}`;

/**
 * The row that was pressed, until the pointer moves in another or the filter changes: what takes its place when the
 * list is sorted again must not get the next press.
 */
const pressedId = signal('');

/**
 * One profile of the list. A click switches to it; the star and the copy icons appear under the pointer, and have keys
 * as well (an ARIA option must not contain focusable controls).
 */
export function ProfileRow({
  row,
  index,
  count,
  top,
  highlighted,
}: {
  row: Row;
  index: number;
  count: number;
  top: number;
  highlighted: boolean;
}) {
  const { profile, ranges } = row;
  const [pointed, setPointed] = useState(false);
  const isUnderOldPress = pressedId.value && pressedId.value !== row.id && !query.value;
  const point = ({ pointerType }: PointerEvent) => {
    setPointed(pointerType !== 'touch');
    if (isUnderOldPress) pressedId.value = '';
  };
  const preferences = preferencesOf(profile);
  const favourite = preferences?.favourite ?? false;
  const connection = connections.value.find(({ key }) => key === profile.connectionKey);
  const isActive = sameRef(profile, active.value.active);
  const differences = disambiguators.value.get(row.id) ?? [];
  const tags = disambiguationTags(differences);
  const sharedMark = profile.shared && !differences.some(({ kind }) => kind === 'shared');
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the filter field has the focus and names the active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the filter field
    <div
      id={rowElementId(index)}
      role="option"
      class={`row${highlighted ? ' row--highlighted' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      aria-selected={highlighted}
      aria-setsize={count}
      aria-posinset={index + 1}
      // Only a row that is pointed at, or read out, needs it; every key in the filter draws all of them.
      title={pointed || highlighted ? rowTitle(row, connection) : undefined}
      // The second press of a double click was meant for what the first one has moved away. A screen reader's click has
      // no pointer, and is meant.
      onClick={({ detail }) => {
        if (detail > 1 || (detail === 1 && isUnderOldPress)) return;
        if (detail === 1) pressedId.value = row.id;
        switchTo(profile);
      }}
      // A finger rests on nothing: what appeared under it would get its press.
      onPointerEnter={point}
      onPointerMove={point}
      onPointerLeave={() => setPointed(false)}
    >
      <Avatar size="s" profile={profile} preferences={preferences} />
      <span class="row__name">
        <ProfileName
          name={profile.name}
          tags={isActive ? [t('popupActiveTag'), ...tags] : tags}
          ranges={ranges}
        />
        {preferences?.tag && <TagMark tag={preferences.tag} />}
        {sharedMark && <Mark icon="shared" kind="shared" text={ownerText(profile)} />}
        {favourite && <Mark icon="star-filled" kind="pin" text={t('popupFavourite')} />}
      </span>
      <UsageState row={row} connection={connection} />
      {pointed && !isUnderOldPress && <Tools row={row} favourite={favourite} />}
    </div>
  );
}

/** The person's tag: a press filters by it; by keyboard it is typed. */
function TagMark({ tag }: { tag: string }) {
  const text = `#${tag}`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer only; the keyboard types it into the filter
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <span
      class="tag-filter"
      title={t('tagFilter', text)}
      onClick={(event) => {
        event.stopPropagation();
        setFilter(text);
      }}
    >
      <span class="tag">
        <ForeignText text={text} />
      </span>
    </span>
  );
}

/** What the pointer can do other than switch; shown over the usage, so that the name stays as it is. */
function Tools({ row: { id, profile }, favourite }: { row: Row; favourite: boolean }) {
  return (
    <span
      class="row__tools"
      aria-hidden="true"
      onClickCapture={() => {
        pressedId.value = id;
      }}
    >
      <Tool
        icon={copied.value === id ? 'check' : 'copy'}
        title={t('popupCopyTokenOf', profile.name)}
        onPress={() => copyToken(profile)}
      />
      {movable.value && (
        <>
          <Tool icon="up" title={t('connectionMoveUp', profile.name)} onPress={() => moveRow(id, -1)} />
          <Tool icon="chevron" title={t('connectionMoveDown', profile.name)} onPress={() => moveRow(id, 1)} />
        </>
      )}
      <Tool icon="key" title={t('popupCopyAs', profile.name)} onPress={() => copyAs(profile)} />
      <Tool
        icon={favourite ? 'star-filled' : 'star'}
        title={t(favourite ? 'popupFavouriteRemove' : 'popupFavouriteAdd')}
        onPress={() => toggleFavourite(profile)}
      />
    </span>
  );
}

function Tool({ icon, title, onPress }: { icon: IconName; title: string; onPress: () => void }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer only; the keyboard has Ctrl+C and Ctrl+D
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <span
      class="row__tool"
      title={title}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      <Icon name={icon} size={14} />
    </span>
  );
}

/** A small icon beside the name, with its text for screen readers and on hover. */
function Mark({ icon, kind, text }: { icon: IconName; kind: string; text: string }) {
  return (
    <span class={`row__${kind}`} title={text}>
      <Icon name={icon} size={12} />
      <span class="visually-hidden">{text}</span>
    </span>
  );
}

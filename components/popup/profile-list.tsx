import { useLayoutEffect, useRef } from 'preact/hooks';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { minPercentOf } from '../../lib/domain/usage/level.ts';
import { levelText, percentText } from '../../lib/i18n/service-text.ts';
import { plural, t } from '../../lib/i18n/t.ts';
import { profiles } from '../../lib/state/app-state.ts';
import { Icon } from '../ui/icon.tsx';
import { LevelShape } from '../ui/level.tsx';
import { useRowWindow } from '../ui/row-window.ts';
import { LIST_ID } from './focus.ts';
import { useNavigate } from './navigation.ts';
import { listPage } from './popup-keys.ts';
import {
  activeProfile,
  aiming,
  highlightedIndex,
  isFiltering,
  isListKnown,
  othersAtRisk,
  pointing,
  query,
  riskFilter,
  rowCount,
  rows,
  setFilter,
} from './popup-model.ts';
import { ProfileRow, rowElementId } from './profile-row.tsx';

const ROW_HEIGHT = 36;
/** As many as fit below the card. */
const FIRST_ROWS = 8;

/** All other profiles, or what the filter finds; only the visible rows are in the page. */
export function ProfileList() {
  if (!isListKnown.value) return <div class="list" />;
  return (
    <div class="list">
      <ListHead />
      <Rows />
      {rowCount.value === 0 && <Empty />}
    </div>
  );
}

function ListHead() {
  const count = rowCount.value;
  if (count === 0) return null;
  const { blocked, near } = othersAtRisk.value;
  const all = riskFilter.value || !activeProfile.value;
  const counted = isFiltering.value ? 'popupFound' : all ? 'popupAllProfiles' : 'popupOthers';
  return (
    <h2 class="list__head">
      <span>{plural(counted, count)}</span>
      {!isFiltering.value && (
        <span class="list__at-risk">
          <RiskFilter risk="blocked" level="blocked" count={blocked} text="popupBlocked" />
          <RiskFilter risk="near" level="warning" count={near} text="popupNearLimit" />
        </span>
      )}
    </h2>
  );
}

/** How many profiles are at risk; a press lists them alone, another one all of them again. */
function RiskFilter({
  risk,
  level,
  count,
  text,
}: {
  risk: 'blocked' | 'near';
  level: 'blocked' | 'warning';
  count: number;
  text: 'popupBlocked' | 'popupNearLimit';
}) {
  const pressed = riskFilter.value === risk;
  // While pressed it stays, since it leads back to all of them.
  if (count === 0 && !pressed) return null;
  return (
    <button
      type="button"
      class={`level-mark level--${level} list__risk`}
      aria-pressed={pressed}
      title={t('popupShowOnly')}
      onClick={() => setFilter('', pressed ? null : risk)}
    >
      <LevelShape level={level} />
      {plural(text, count)}
    </button>
  );
}

function Rows() {
  const scroller = useRef<HTMLDivElement>(null);
  const found = rows.value;
  const count = rowCount.value;
  const highlighted = highlightedIndex.value;
  const { indexes, page, update } = useRowWindow(scroller, count, ROW_HEIGHT, highlighted, FIRST_ROWS);
  listPage.rows = page;
  const isNew = useRef(true);
  useLayoutEffect(() => {
    if (isNew.current) {
      isNew.current = false;
      return;
    }
    // Scrolling needs the layout: within the frame, it is made once, and not for each key.
    const frame = requestAnimationFrame(() => {
      // What is around the list scrolls as well where the popup is low. The highlighted row is always in the page.
      if (highlighted >= 0)
        document.getElementById(rowElementId(highlighted))?.scrollIntoView({ block: 'nearest' });
      else scroller.current?.scrollTo(0, 0);
      // The scroll event would come a frame later.
      update();
    });
    return () => cancelAnimationFrame(frame);
  }, [highlighted, query.value, riskFilter.value]);
  return (
    <div
      ref={scroller}
      id={LIST_ID}
      class="list__rows"
      role="listbox"
      aria-label={t('popupProfiles')}
      tabIndex={-1}
      hidden={count === 0}
      // The focus stays in the filter field, which handles the keys.
      onMouseDown={(event) => event.preventDefault()}
      onPointerEnter={() => {
        pointing.value = true;
      }}
      onPointerLeave={() => {
        pointing.value = aiming.value = false;
      }}
      onPointerMove={() => {
        aiming.value = true;
      }}
    >
      <div
        class="list__height"
        role="presentation"
        style={{ height: `${count * ROW_HEIGHT}px`, ...widestTexts() }}
      >
        {indexes.map((index) => {
          const row = found[index];
          return (
            row && (
              <ProfileRow
                // Keyed by position: typing changes the content of rows, not the rows.
                key={index}
                row={row}
                index={index}
                count={count}
                top={index * ROW_HEIGHT}
                highlighted={index === highlighted}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

/** Returns what a row can say beside its bar at most, as CSS strings: each row is as wide there as the widest. */
function widestTexts(): Record<string, string> {
  return {
    '--widest-word': JSON.stringify(levelText('blocked')),
    '--widest-percentage': JSON.stringify(percentText(minPercentOf('blocked') - 1)),
  };
}

function Empty() {
  const navigate = useNavigate();
  if (isFiltering.value) {
    return (
      <div class="list__empty">
        <Icon name="search" size={18} />
        <p class="list__empty-title">{t('popupNothingFound', query.value.trim())}</p>
        <p class="soft">{t('popupNothingFoundHint')}</p>
      </div>
    );
  }
  if (profiles.value.length === 0) return null;
  return (
    <div class="list__empty">
      <p class="soft">{t('popupOnlyOne')}</p>
      <button type="button" class="link" onClick={() => navigate(optionsRoutes.connect)}>
        {t('popupAddAccount')}
      </button>
    </div>
  );
}

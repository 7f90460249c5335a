import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { displayText } from '../../lib/domain/text/foreign.ts';
import { plural, t } from '../../lib/i18n/t.ts';
import { loaded } from '../../lib/state/app-state.ts';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { UNLOCK_ID } from '../ui/unlock-field.ts';
import { FILTER_ID, LIST_ID } from './focus.ts';
import { KEYS, takeEarlyKeys } from './popup-keys.ts';
import {
  highlightedIndex,
  isListKnown,
  movable,
  query,
  resetList,
  riskFilter,
  rows,
  setFilter,
} from './popup-model.ts';
import { labelOf } from './profile-label.ts';
import { rowElementId } from './profile-row.tsx';

/** Counts are announced when typing pauses, not after every key. */
const TYPING_PAUSE_MS = 500;

/** The popup's filter: it has the focus, and its keys move the highlight in the list. */
export function FilterField() {
  const field = useRef<HTMLInputElement>(null);
  const known = loaded.value !== 'nothing';
  useLayoutEffect(() => {
    if (!known) return;
    // While the vault is locked its form has taken the focus and the keys.
    if (!document.getElementById(UNLOCK_ID)) field.current?.focus();
    const early = takeEarlyKeys();
    if (early) setFilter(early);
  }, [known]);
  const open = isListKnown.value && rows.value.length > 0;
  return (
    <div class="search">
      <Icon name="search" size={14} />
      <input
        ref={field}
        id={FILTER_ID}
        class="search__field"
        type="text"
        role="combobox"
        placeholder={t('popupSearch')}
        aria-label={t('popupSearch')}
        aria-describedby="filter-help"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={LIST_ID}
        aria-activedescendant={
          open && highlightedIndex.value >= 0 ? rowElementId(highlightedIndex.value) : undefined
        }
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={query.value}
        onInput={(event) => setFilter(event.currentTarget.value)}
      />
      {query.value !== '' && (
        <IconButton
          small
          icon="close"
          label={t('popupClearFilter')}
          onClick={() => {
            resetList();
            field.current?.focus();
          }}
        />
      )}
      <span id="filter-help" class="visually-hidden">
        {t('popupListHelp', KEYS.copy, KEYS.pin, KEYS.previous)}
        {movable.value && ` ${t('popupMoveHelp', KEYS.move)}`}
      </span>
      <ResultCount />
    </div>
  );
}

function ResultCount() {
  const text = query.value.trim();
  const filter = text || riskFilter.value;
  const count = isListKnown.value ? rows.value.length : null;
  // The field names the highlighted row by its place, which stays the same while another profile comes to it.
  const first = text ? rows.value[0] : undefined;
  const firstName = first && displayText(labelOf(first.profile));
  const [announced, setAnnounced] = useState('');
  useEffect(() => {
    if (!filter || count === null) return setAnnounced('');
    const timer = setTimeout(
      () =>
        setAnnounced(
          count === 0
            ? t('popupNothingFound', text)
            : [plural('popupFound', count), firstName].filter(Boolean).join(': '),
        ),
      TYPING_PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [filter, count, firstName]);
  return (
    <span class="visually-hidden" role="status">
      {announced}
    </span>
  );
}

import { signal } from '@preact/signals';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { connections, loaded, storeProblem } from '../../lib/state/app-state.ts';
import { until } from '../../lib/state/until.ts';
import { FILTER_ID, focusFilter, focusTypingField } from './focus.ts';
import { isPanel } from './panel.ts';
import { copyToken, moveRow, switchBack, switchTo, toggleFavourite } from './popup-actions.ts';
import {
  activeProfile,
  expanded,
  highlightedId,
  highlightedIndex,
  highlightedRow,
  isFiltering,
  isListKnown,
  query,
  resetList,
  riskFilter,
  rows,
} from './popup-model.ts';
import { moveHighlight, type Row } from './rows.ts';
import { showStatus, status } from './status-message.ts';

/** How many rows Page Up and Page Down move by; the list sets it. */
export const listPage = { rows: () => 5 };

const isMac = /mac/i.test(navigator.platform);
/** The keys of the commands, as they are labeled on this computer's keyboard. */
export const KEYS = {
  copy: isMac ? '⌘C' : 'Ctrl C',
  pin: isMac ? '⌘D' : 'Ctrl D',
  previous: isMac ? '⌥⌫' : 'Alt ⌫',
  move: isMac ? '⌥↑ ⌥↓' : 'Alt ↑ Alt ↓',
};

/** Keys that move in the list. */
const LIST_KEY = /^(Arrow(Up|Down)|Page(Up|Down)|Home|End)$/;

/** What was typed before its field existed: the passphrase's, or the filter. */
let earlyKeys = '';
const hasField = signal(false);

/** Returns what was typed before its field existed, once. */
export function takeEarlyKeys(): string {
  const keys = earlyKeys;
  earlyKeys = '';
  hasField.value = true;
  return keys;
}

/** Handles the popup's keys. A character without a modifier is never a command: it goes to the field for typing. */
export function onPopupKey(event: KeyboardEvent): void {
  // While the store can't be read there is nothing that a key could act on.
  if (event.defaultPrevented || event.isComposing || storeProblem.value) return;
  if (!hasField.value && (loaded.value === 'nothing' || document.activeElement === document.body)) {
    // A passphrase must not land in the filter, or lose a letter, because it was typed faster than the popup was drawn.
    const isBack = event.key === 'Backspace' && !event.altKey;
    if (isBack || isCharacter(event)) {
      event.preventDefault();
      earlyKeys = isBack ? earlyKeys.slice(0, -1) : earlyKeys + event.key;
      return;
    }
  }
  const command = commandOf(event);
  if (command) {
    event.preventDefault();
    // A key that is held moves on in the list; nothing is copied, switched or closed twice.
    if (event.repeat && !LIST_KEY.test(event.key)) return;
    // What the others do may depend on rows that aren't read yet, and on keys before them, which wait as well.
    if (command === stepBack || isReady()) command();
    else void onceReady(command);
  } else if (isTyping(event)) {
    focusTypingField();
  }
}

/** Returns true once all profiles are read and the field has what was typed; without a connection there is no field. */
function isReady(): boolean {
  return loaded.value === 'all' && (hasField.value || connections.value.length === 0);
}

/** Drops the command where the rows can't be read: a person would no longer expect it when they can. */
async function onceReady(command: () => void): Promise<void> {
  await until(() => isReady() || storeProblem.value !== null);
  if (isReady()) command();
}

/** Returns the command of a key, which looks up its row when it runs; null: the browser handles the key. */
function commandOf(event: KeyboardEvent): (() => void) | null {
  const target = event.target as HTMLElement;
  const inFilter = target.id === FILTER_ID;
  if (event.key === 'Escape') return stepBack;
  if (!inFilter && target.matches('input')) return null;
  if (event.altKey) {
    if (event.ctrlKey || event.shiftKey || event.metaKey) return null;
    if (event.key !== 'Backspace') return moveCommand(event.key);
    // In what was typed it deletes a word, on a Mac, or undoes.
    return inFilter && query.value !== '' ? null : switchBack;
  }
  if (isMac ? event.metaKey : event.ctrlKey) return event.shiftKey ? null : profileCommand(letterOf(event));
  // With Shift, arrows and Home/End select text in the filter.
  if (event.shiftKey || event.ctrlKey || event.metaKey) return null;
  if (event.key === 'Enter' && !isInList(event)) return null;
  // A region that scrolls keeps its arrow keys.
  return target.matches('[tabindex="0"]') ? null : listCommand(event.key);
}

/** True unless the key belongs to a control, such as a button. */
function isInList({ target }: KeyboardEvent): boolean {
  return (target as HTMLElement).id === FILTER_ID || target === document.body;
}

/** Returns a key's letter on the person's layout; on layouts without Latin letters, the one in its position. */
function letterOf({ key, code }: KeyboardEvent): string {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, '').toLowerCase();
}

/** Returns a letter's command on the highlighted row, or on the active profile if there is none and no filter. */
function profileCommand(letter: string): (() => void) | null {
  if (letter === 'c' && nothingSelected()) return () => onChosen(copyToken);
  if (letter !== 'd') return null;
  return () => {
    // The row moves in the list, and the highlight with it.
    onHighlighted(({ id }) => {
      highlightedId.value = id;
    });
    onChosen(toggleFavourite);
  };
}

function onChosen(action: (profile: Profile) => void): void {
  const profile = highlightedRow.value?.profile ?? (isFiltering.value ? null : activeProfile.value);
  if (profile) action(profile);
}

function onHighlighted(action: (row: Row) => void): void {
  if (highlightedRow.value) action(highlightedRow.value);
}

/** Returns the command that moves the highlighted row in the person's order. */
function moveCommand(key: string): (() => void) | null {
  const by = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : null;
  return by && (() => onHighlighted(({ id }) => void moveRow(id, by)));
}

function listCommand(key: string): (() => void) | null {
  if (key === 'Enter') return () => onHighlighted(({ profile }) => void switchTo(profile));
  // Without rows they move the cursor in the filter.
  if (!LIST_KEY.test(key) || (isListKnown.value && rows.value.length === 0)) return null;
  return () => {
    const next = moveHighlight(key, highlightedIndex.value, rows.value.length, listPage.rows());
    if (next !== null) highlightedId.value = rows.value[next]!.id;
    focusFilter();
  };
}

/**
 * Undoes one thing: the filter, a message that stays, expanded services, the highlight; with none of them, closes the
 * popup.
 */
function stepBack(): void {
  if (query.value !== '' || riskFilter.value) resetList();
  else if (status.value && status.value.tone !== 'done') showStatus(null);
  else if (expanded.value) expanded.value = false;
  else if (highlightedId.value !== null) resetList();
  else if (!isPanel) window.close();
  focusFilter();
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return isCharacter(event) && event.key !== ' ' && !target.matches('input');
}

function isCharacter({ ctrlKey, metaKey, altKey, key }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey && key.length === 1;
}

function nothingSelected(): boolean {
  const focused = document.activeElement;
  if (focused instanceof HTMLInputElement && focused.selectionStart !== focused.selectionEnd) return false;
  return document.getSelection()?.isCollapsed ?? true;
}

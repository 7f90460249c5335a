import { useEffect } from 'preact/hooks';
import { sameRef } from '../../lib/domain/identity/keys.ts';
import { disambiguationTags } from '../../lib/i18n/profile-text.ts';
import { plural, t } from '../../lib/i18n/t.ts';
import {
  active,
  hiddenWhileLocked,
  lacksPassphrase,
  loaded,
  profilePreferences,
  storeProblem,
} from '../../lib/state/app-state.ts';
import { Avatar } from '../ui/avatar.tsx';
import { failureText } from '../ui/failure-text.ts';
import { ProfileName } from '../ui/profile-name.tsx';
import { storeProblemText } from '../ui/store-problem-text.ts';
import { CloseButton } from './close-button.tsx';
import { CopiedPanel } from './copied-panel.tsx';
import { CopyPanel } from './copy-panel.tsx';
import './pick.css';
import {
  chooseProfile,
  chosen,
  copied,
  disambiguators,
  failure,
  hiddenCount,
  highlighted,
  isChosenGone,
  leaveGoneProfile,
  load,
  moveHighlight,
  type PickRow,
  pending,
  query,
  rows,
  setQuery,
} from './pick-model.ts';
import { useInitialFocus } from './use-initial-focus.ts';

const LIST = 'profiles';
const rowId = (index: number) => `profile-${index}`;

/**
 * The extension's window for copying. It names the profile, token, permission and destination; the page that it was
 * opened from can neither read nor cover any of it.
 */
export function Pick({ close }: { close: () => void }) {
  useEffect(() => {
    void load();
    const onKey = (event: KeyboardEvent) => {
      // An input method ends with it what is being composed.
      if (event.key === 'Escape' && !event.isComposing) close();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [close]);
  useEffect(() => {
    const heading = document.querySelector('h1')?.textContent;
    if (heading) document.title = heading;
  });
  useEffect(() => {
    if (isChosenGone.value) leaveGoneProfile();
  }, [isChosenGone.value]);
  if (storeProblem.value) return <Problem text={storeProblemText(storeProblem.value).text} close={close} />;
  if (hiddenWhileLocked.value)
    return (
      <Problem text={lacksPassphrase.value ? t('policyPassphrase') : t('failure_locked')} close={close} />
    );
  if (copied.value) return <CopiedPanel copied={copied.value} close={close} />;
  if (!pending.value) return <Waiting close={close} />;
  if (chosen.value) return <CopyPanel pending={pending.value} />;
  return <ChooseProfile />;
}

function Waiting({ close }: { close: () => void }) {
  if (!failure.value) return <main class="pick" aria-busy />;
  return <Problem text={failureText(failure.value)} close={close} />;
}

function Problem({ text, close }: { text: string; close: () => void }) {
  return (
    <main class="pick">
      <p role="alert">{text}</p>
      <CloseButton close={close} />
    </main>
  );
}

function ChooseProfile() {
  return (
    <main class="pick">
      <h1>{t('pickTitle')}</h1>
      <p class="pick__soft">{t('pickSoft')}</p>
      {failure.value && <p role="alert">{failureText(failure.value)}</p>}
      <Filter />
      <div id={LIST} role="listbox" aria-label={t('pickTitle')} class="pick__list">
        {rows.value.map((row, index) => (
          <Row key={row.id} row={row} index={index} />
        ))}
      </div>
      {rows.value.length === 0 && loaded.value === 'all' && (
        <p class="pick__soft">{t('popupNothingFound', query.value)}</p>
      )}
      {hiddenCount.value > 0 && <p class="pick__soft">{plural('pickMore', hiddenCount.value)}</p>}
    </main>
  );
}

function Filter() {
  const open = rows.value.length > 0;
  const box = useInitialFocus<HTMLDivElement>();
  return (
    <div ref={box}>
      <input
        class="pick__filter"
        type="text"
        role="combobox"
        placeholder={t('profilesFilter')}
        aria-label={t('pickTitle')}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={LIST}
        aria-activedescendant={open ? rowId(highlighted.value) : undefined}
        autocomplete="off"
        spellcheck={false}
        value={query.value}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          const row = rows.value[highlighted.value];
          if (event.key === 'ArrowDown') moveHighlight(1);
          else if (event.key === 'ArrowUp') moveHighlight(-1);
          else if (event.key === 'Enter' && row) void chooseProfile(row.profile);
          else return;
          event.preventDefault();
        }}
      />
    </div>
  );
}

function Row({ row: { profile, ranges, id }, index }: { row: PickRow; index: number }) {
  const isActive = sameRef(profile, active.value.active);
  const tags = disambiguationTags(disambiguators.value.get(id) ?? []);
  const selected = index === highlighted.value;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the filter field has the focus and names the active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the filter field
    <div
      id={rowId(index)}
      role="option"
      aria-selected={selected}
      class={`pick__row${selected ? ' pick__row--highlighted' : ''}`}
      onClick={() => void chooseProfile(profile)}
      ref={(element) => {
        if (selected) element?.scrollIntoView({ block: 'nearest' });
      }}
    >
      <Avatar size="s" profile={profile} preferences={profilePreferences.value.get(profile.profileKey)} />
      <ProfileName
        name={profile.name}
        tags={isActive ? [t('popupActiveTag'), ...tags] : tags}
        ranges={ranges}
      />
    </div>
  );
}

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ProfileKey } from '../../../lib/domain/identity/keys.ts';
import type { JournalEntry } from '../../../lib/domain/journal.ts';
import { ageText } from '../../../lib/i18n/age-text.ts';
import { distinctConnectionText } from '../../../lib/i18n/profile-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { connections, now } from '../../../lib/state/app-state.ts';
import { journal } from '../../../lib/state/journal.ts';
import { Button } from '../../ui/button.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { exactTime } from '../shared/dates.ts';
import { distinctName, profileRows } from '../shared/profile-rows.ts';
import { saveFile } from '../shared/save-file.ts';
import { Section } from '../shell/page.tsx';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { journalActionText } from './journal-action-text.ts';
import { journalCsv } from './journal-csv.ts';
import './activity.css';

const PAGE_SIZE = 50;

/** What was done through the extension, newest first; of one profile or of all. */
export function Journal({ profileKey }: { profileKey?: ProfileKey }) {
  const [shownCount, setShownCount] = useState(PAGE_SIZE);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // The first of those that were added: the button is gone with the last of them.
    const added = list.current?.children[shownCount - PAGE_SIZE];
    if (shownCount > PAGE_SIZE && added instanceof HTMLElement) added.focus({ preventScroll: true });
  }, [shownCount]);
  const all = journal.value;
  const entries = useMemo(
    () => all?.filter((entry) => !profileKey || entry.profileKey === profileKey) ?? null,
    [all, profileKey],
  );
  const names = useMemo(
    () => new Map(profileRows.value.map((row) => [row.profile.profileKey as string, distinctName(row)])),
    [profileRows.value],
  );
  const accounts = useMemo(
    () =>
      new Map(
        connections.value.map((connection) => [
          connection.key as string,
          distinctConnectionText(connection, connections.value),
        ]),
      ),
    [connections.value],
  );
  if (!entries) return <TableSkeleton rows={4} />;
  const placeOf = (entry: JournalEntry) =>
    names.get(entry.profileKey ?? '') ?? accounts.get(entry.connectionKey ?? '') ?? '';
  return (
    <Section
      title={t('journalTitle')}
      soft={t('journalSoft')}
      actions={
        <Button
          aria-label={`${t('usageExportCsv')}: ${t('journalTitle')}`}
          disabled={entries.length === 0}
          onClick={() => saveFile('journal.csv', journalCsv(entries, placeOf))}
        >
          {t('usageExportCsv')}
        </Button>
      }
    >
      {entries.length === 0 ? (
        <div class="empty">
          <b>{t('journalEmpty')}</b>
        </div>
      ) : (
        <>
          <ol class="list journal" ref={list}>
            {entries.slice(0, shownCount).map((entry, index) => (
              <Entry
                key={entry.id}
                entry={entry}
                place={placeOf(entry)}
                tabIndex={index < PAGE_SIZE ? undefined : -1}
              />
            ))}
          </ol>
          {entries.length > shownCount && (
            <p class="more">
              <Button onClick={() => setShownCount(shownCount + PAGE_SIZE)}>{t('journalMore')}</Button>
            </p>
          )}
        </>
      )}
    </Section>
  );
}

/** `place`: the name of the profile or account in which it was done. */
function Entry({ entry, place, tabIndex }: { entry: JournalEntry; place: string; tabIndex?: number }) {
  return (
    <li tabIndex={tabIndex}>
      <span class="list__main">
        <span>
          <b>{journalActionText(entry)}</b>
          {entry.subject && (
            <>
              {' '}
              · <ForeignText text={entry.subject} />
            </>
          )}
        </span>
        {place && place !== entry.subject && (
          <span class="soft">
            <ForeignText text={place} />
          </span>
        )}
      </span>
      <time class="soft" dateTime={new Date(entry.at).toISOString()} title={exactTime(entry.at)}>
        {ageText(entry.at, now.value)}
      </time>
    </li>
  );
}

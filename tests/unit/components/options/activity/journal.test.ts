import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Journal } from '../../../../../components/options/activity/journal.tsx';
import { journalCsv } from '../../../../../components/options/activity/journal-csv.ts';
import type { JournalEntry } from '../../../../../lib/domain/journal.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

const state = vi.hoisted(() => ({ journal: { value: [] as unknown[] }, rows: { value: [] as unknown[] } }));
vi.mock('preact/hooks', () => ({
  useEffect: () => {},
  useMemo: <Value>(make: () => Value) => make(),
  useRef: <Value>(current: Value) => ({ current }),
  useState: <Value>(first: Value) => [first, () => {}],
}));
vi.mock('../../../../../lib/state/journal.ts', () => state);
vi.mock('../../../../../components/options/shared/profile-rows.ts', async (original) => ({
  ...(await original<object>()),
  profileRows: state.rows,
}));

const connection = makeConnection('a');
const profile = makeProfile(connection, 'f'.repeat(24), 'Plant\u202e 1');
const copied: JournalEntry = {
  id: 1,
  at: Date.UTC(2026, 0, 2),
  what: 'token-copied',
  connectionKey: connection.key,
  profileKey: profile.profileKey,
  subject: 'Dashboard',
};

describe('the journal', () => {
  beforeEach(() => {
    state.rows.value = [{ profile, disambiguationTags: [] }];
  });

  it('names the profile without direction controls, unless it is what the entry is about', () => {
    state.journal.value = [copied];
    expect(textOf(Journal({}))).toContain('Token copied · DashboardPlant 1');
    state.journal.value = [{ ...copied, what: 'switched', subject: profile.name }];
    expect(textOf(Journal({})).split('Plant 1')).toHaveLength(2);
  });

  it('says what may have been done', () => {
    state.journal.value = [{ ...copied, what: 'token-created-unknown' }];
    expect(textOf(Journal({}))).toContain(
      'Token generated: it isn’t known whether this worked; check before you try again · Dashboard',
    );
  });

  it('is exported with the words of the page', () => {
    const [, line] = journalCsv([copied], () => 'Plant 1').split('\r\n');
    expect(line).toBe(`2026-01-02T00:00:00.000Z,Token copied,Dashboard,Plant 1,${profile.id}`);
  });
});

import type { ComponentChildren } from 'preact';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ActivityPage } from '../../../../../components/options/activity/activity-page.tsx';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { refId } from '../../../../../lib/domain/identity/keys.ts';
import {
  activeSignal,
  connectionRows,
  loadedSignal,
  profileRows,
} from '../../../../../lib/state/store-signals.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

const page = vi.hoisted(() => ({ ref: { current: undefined as unknown } }));
vi.mock('preact/hooks', () => ({ useRef: () => page.ref }));
const state = vi.hoisted(() => ({ route: { value: { params: {} as Record<string, string> } } }));
vi.mock('../../../../../components/options/shell/router.ts', async (original) => ({
  ...(await original<object>()),
  ...state,
}));
vi.mock('../../../../../components/options/shell/page.tsx', () => ({
  Page: (props: { children: ComponentChildren }) => props.children,
}));
vi.mock('../../../../../components/options/activity/journal.tsx', () => ({ Journal: () => null }));
vi.mock('../../../../../components/options/shared/profile-field.tsx', () => ({ ProfileField: () => null }));
vi.mock('../../../../../components/options/activity/audit-log.tsx', () => ({
  AuditLog: ({ profileRow }: { profileRow: ProfileRow }) => `log of ${profileRow.profile.name}`,
}));

const [ines, otto] = [makeConnection('a'), makeConnection('b')];
const shared = { ...makeProfile(ines, 'e'.repeat(24), 'Shared'), shared: true };
const owned = makeProfile(ines, 'f'.repeat(24), 'Owned');
const other = makeProfile(ines, 'c'.repeat(24), 'Other');
const gone = makeProfile(ines, 'd'.repeat(24), 'Gone');

beforeAll(() => {
  connectionRows.set([ines, otto]);
  profileRows.set([shared, owned, other]);
  loadedSignal.value = 'all';
});

describe('the audit log that is shown', () => {
  beforeEach(() => {
    page.ref.current = undefined;
    activeSignal.value = { active: shared, recents: [] };
  });

  const shown = (profile?: string) => {
    state.route.value = { params: profile === undefined ? {} : { profile } };
    return /log of (\w+)/.exec(textOf(ActivityPage()))?.[1];
  };

  it('is that of a profile that its owner sees, unless another one was chosen', () => {
    expect(shown()).toBe('Owned');
    expect(shown(refId(shared))).toBe('Shared');
    // Through another account.
    expect(shown(refId({ ...shared, connectionKey: otto.key }))).toBe('Shared');
  });

  it('is another one that its owner sees once the chosen profile is gone', () => {
    expect(shown(refId(gone))).toBe('Owned');
  });

  it('stays that of the profile that was active when the page was opened, until another is chosen or it is gone', () => {
    activeSignal.value = { active: owned, recents: [] };
    expect(shown()).toBe('Owned');
    activeSignal.value = { active: other, recents: [] };
    expect(shown()).toBe('Owned');
    expect(shown(refId(other))).toBe('Other');
    profileRows.set([shared, other]);
    expect(shown()).toBe('Other');
  });
});

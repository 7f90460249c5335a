import { expect, it, vi } from 'vitest';
import { QuietSection } from '../../../../../components/options/alerts/alerts-page.tsx';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

const page = vi.hoisted(() => ({
  quiet: { from: 0, to: 0 },
  draft: {},
  check: (_on: boolean): void => {},
}));
vi.mock('../../../../../lib/state/app-state.ts', async (original) => ({
  ...(await original<object>()),
  preferences: {
    get value() {
      return { alerts: { quiet: page.quiet } };
    },
  },
}));
vi.mock('../../../../../components/options/shared/save-preferences.ts', () => ({
  savePreferences: (change: { alerts: { quiet: typeof page.quiet } }) => {
    page.quiet = change.alerts.quiet;
    return Promise.resolve(true);
  },
}));
vi.mock('../../../../../components/ui/use-draft.ts', () => ({
  useDraft: (_name: string, initial: object) => [
    { ...initial, ...page.draft },
    (part: object) => (page.draft = part),
  ],
}));
vi.mock('../../../../../components/options/alerts/quiet-times.tsx', () => ({ QuietTimes: () => null }));
vi.mock('../../../../../components/ui/choices.tsx', () => ({
  CheckField: ({ onChange }: { onChange: typeof page.check }) => {
    page.check = onChange;
    return null;
  },
}));

it('quiet hours that were turned off are the same when they are turned on again', () => {
  const check = (on: boolean) => {
    textOf(QuietSection());
    page.check(on);
  };
  check(true);
  expect(page.quiet).toEqual({ from: 22 * 60, to: 7 * 60 });
  const chosen = { from: 19 * 60 + 30, to: 8 * 60 + 15 };
  page.quiet = chosen;
  check(false);
  expect(page.quiet).toEqual({ from: 0, to: 0 });
  check(true);
  expect(page.quiet).toEqual(chosen);
});

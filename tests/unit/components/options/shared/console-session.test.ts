import { expect, it } from 'vitest';
import { sessionText } from '../../../../../components/options/shared/console-session.tsx';
import type { ConsoleSession } from '../../../../../lib/domain/console-session.ts';

it('an account’s name can’t reorder what is said of its console', () => {
  const session = { email: '', accountName: 'כרם', profileName: 'Demo' } as ConsoleSession;
  const isolated = '\u2068כרם\u2069';
  expect(sessionText(session)).toContain(isolated);
  expect(sessionText({ ...session, moved: true })).toBe(`${isolated} · Console: profile not known yet`);
});

import { expect, it } from 'vitest';
import { lockWithComputerHint } from '../../../lib/i18n/browser-text.ts';

it('the hint on locking with the computer names the idle time: the auto-lock’s, 15 minutes where that is off', () => {
  expect(lockWithComputerHint(1)).toContain('idle for 1 minute.');
  expect(lockWithComputerHint(240)).toContain('idle for 240 minutes.');
  expect(lockWithComputerHint(0)).toContain('idle for 15 minutes.');
});

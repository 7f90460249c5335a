import { expect, it } from 'vitest';
import { permissionInSentence } from '../../../lib/i18n/permission-text.ts';

it('an unknown permission is shown as the platform writes it, whatever it is', () => {
  expect(permissionInSentence('read')).toBe('read-only');
  for (const unknown of ['admin', '', 'constructor', 'toString', '__proto__'])
    expect(permissionInSentence(unknown)).toBe(unknown);
});

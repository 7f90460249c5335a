import fs from 'node:fs';
import { expect, test } from 'vitest';
import { ARCHITECTURE_FILE, architecturePage } from '../../release/architecture.ts';

test('the architecture page is up to date with the dependency rules (npm run docs:architecture writes it)', () => {
  expect(fs.readFileSync(ARCHITECTURE_FILE, 'utf8')).toBe(architecturePage());
});

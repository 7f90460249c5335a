import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messageTable } from '../../e2e/message-table.ts';

const text = fs.readFileSync('SECURITY.md', 'utf8');
const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

describe('SECURITY.md', () => {
  it('names tests that exist', () => {
    const named = [...new Set([...text.matchAll(/`((?:tests)\/[\w./-]+\.ts)`/g)].map(([, file]) => file!))];
    expect(named.length).toBeGreaterThan(8);
    for (const file of named) {
      expect(fs.existsSync(file), file).toBe(true);
      if (file.endsWith('.test.ts') || file.endsWith('.spec.ts'))
        expect(fs.readFileSync(file, 'utf8'), file).toMatch(/\b(?:it|test)(?:\.each)?\(/);
    }
  });

  it('names no skipped tests', () => {
    for (const [, file] of text.matchAll(/`(tests\/[\w./-]+\.(?:test|spec)\.ts)`/g))
      expect(fs.readFileSync(file!, 'utf8'), file).not.toMatch(/\.(?:skip|fixme|todo|only)\(/);
  });

  it('has the right number of messages from the docs site', () => {
    const count = [...messageTable()].filter(([, from]) => from.includes('docs')).length;
    expect(text.toLowerCase()).toContain(`**${numbers[count]} messages** are accepted from the docs site`);
    expect(text).toContain(`${numbers[count]} messages may come from the docs site's top frame`);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const COMPONENTS = join(import.meta.dirname, '../../../components');
/** Properties that hold what somebody else wrote. */
const FOREIGN = String.raw`(?:[a-zA-Z]+[!?]?\.)+(?:name|accountName|profileName|email|who|message|resourceName)`;

/** Text that a person elsewhere chose goes through ForeignText, displayText or isolate, wherever it is shown. */
describe('text from elsewhere', () => {
  const found = (pattern: RegExp) =>
    readdirSync(COMPONENTS, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .flatMap((name) => {
        const text = readFileSync(join(COMPONENTS, name), 'utf8');
        return [...text.matchAll(pattern)].map((match) => `${name}: ${match[0]}`);
      });

  it('is no bare child of an element', () => {
    expect(found(new RegExp(String.raw`(?<![=$])\{${FOREIGN}\}`, 'g'))).toEqual([]);
  });

  it('is no bare tooltip, nor a bare part of a sentence', () => {
    expect(found(new RegExp(String.raw`\btitle=\{${FOREIGN}\}`, 'g'))).toEqual([]);
    // A key is for Preact alone.
    expect(found(new RegExp(String.raw`(?<!key=\{\`[^\`]*)\$\{${FOREIGN}\}`, 'g'))).toEqual([]);
  });
});

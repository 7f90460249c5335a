import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const COMPONENTS = join(import.meta.dirname, '../../../components');
const DOCS_SCRIPT = join(import.meta.dirname, '../../../entrypoints/docs.content');
/** Properties that contain what somebody else wrote. */
const FOREIGN = String.raw`(?:[a-zA-Z]+[!?]?\.)+(?:name|accountName|profileName|email|who|message|resourceName|resourceId|createdBy)`;

/** Text that somebody else wrote is shown by ForeignText, displayText or isolate only. */
describe('text that somebody else wrote', () => {
  const found = (pattern: RegExp, file = /\.tsx$/) =>
    readdirSync(COMPONENTS, { recursive: true, encoding: 'utf8' })
      .filter((name) => file.test(name))
      .flatMap((name) => {
        const text = readFileSync(join(COMPONENTS, name), 'utf8');
        return [...text.matchAll(pattern)].map((match) => `${name}: ${match[0]}`);
      });

  it('is no direct child of an element', () => {
    expect(found(new RegExp(String.raw`(?<![=$])\{${FOREIGN}\}`, 'g'))).toEqual([]);
  });

  it('is no direct part of a list that is joined', () => {
    expect(found(new RegExp(String.raw`\[\s*${FOREIGN},[\s\S]{0,300}?\]\.join`, 'g'))).toEqual([]);
  });

  it('is isolated in a list of names', () => {
    const name = '(?:profileNameOf|distinctName|connectionName)';
    // What is passed to a component is its matter.
    const list = new RegExp(String.raw`(?<!=\{\w+)\.map\((?:${name}\)|[^=]+=> ${name}\()`, 'g');
    expect(found(list, /\.tsx?$/)).toEqual([]);
  });

  it('is no direct part of what the docs site’s script draws', () => {
    const drawn = readdirSync(DOCS_SCRIPT).flatMap((name) => {
      const text = readFileSync(join(DOCS_SCRIPT, name), 'utf8');
      const calls = new RegExp(
        String.raw`\bitem\(${FOREIGN}|\bmake\([^()]*(?<!\.)\bname\b(?!:)[^()]*\)`,
        'g',
      );
      return [...text.matchAll(calls)].map((match) => `${name}: ${match[0]}`);
    });
    expect(drawn).toEqual([]);
  });

  it('is no direct tooltip or part of a template', () => {
    expect(found(new RegExp(String.raw`\btitle=\{${FOREIGN}\}`, 'g'))).toEqual([]);
    // Preact does not show a key.
    expect(found(new RegExp(String.raw`(?<!key=\{\`[^\`]*)\$\{${FOREIGN}\}`, 'g'))).toEqual([]);
  });
});

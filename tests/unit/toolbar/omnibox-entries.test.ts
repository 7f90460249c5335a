import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enteredEntry, omniboxEntries } from '../../../lib/toolbar/omnibox-entries.ts';

const words = { switch: 'trocar', copy: 'copiar', open: 'abrir' };
const rows = [
  'Acme Farms',
  'Acme Foods',
  'Northwind',
  'Sandbox · yours',
  'Sandbox · shared',
  'Copy shop',
].map((label) => ({ row: label, label }));
const entered = (line: string) => {
  const entry = enteredEntry(line, rows, words);
  return entry && `${entry.verb} ${entry.row}`;
};

describe('text in the address bar', () => {
  it.each([
    ['north', 'switch Northwind'],
    ['NÓRTH', 'switch Northwind'],
    ['trocar acme fo', 'switch Acme Foods'],
    ['acme', 'switch Acme Farms'],
    ['copiar northwind', 'copy Northwind'],
    ['copy northwind', 'copy Northwind'],
    ['open sandbox · shared', 'open Sandbox · shared'],
    ['copy shop', 'copy Copy shop'],
    ['nobody', null],
    ['copy nobody', null],
  ])('%j does %j', (text, action) => {
    expect(entered(text)).toBe(action);
  });

  it('copies no token when more than one profile matches', () => {
    expect(entered('copy acme')).toBeNull();
    expect(entered('copy sandbox')).toBeNull();
    expect(entered('copy')).toBeNull();
    expect(entered('copy acme farms')).toBe('copy Acme Farms');
  });

  it.each(['', '  ', 'switch', 'trocar ', 'open', 'abrir'])(
    '%j names no profile, and does nothing',
    (line) => {
      expect(entered(line)).toBeNull();
      expect(omniboxEntries(line, rows, words)).not.toEqual([]);
    },
  );

  it('does what a chosen suggestion shows', () => {
    fc.assert(
      fc.property(fc.constantFrom('', 'a', 'acme', 'copy a', 'abrir s', 'shop', 'sandbox'), (line) => {
        const entries = omniboxEntries(line, rows, words);
        expect(entries.length).toBeLessThanOrEqual(6);
        for (const entry of entries) {
          expect(enteredEntry(entry.text, rows, words)).toMatchObject({ verb: entry.verb, row: entry.row });
        }
      }),
    );
  });

  it('offers the other verbs for the first profile', () => {
    expect(omniboxEntries('acme', rows, words).map(({ verb, row }) => `${verb} ${row}`)).toEqual([
      'switch Acme Farms',
      'copy Acme Farms',
      'open Acme Farms',
      'switch Acme Foods',
    ]);
  });
});

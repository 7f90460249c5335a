import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CSV_WITH_COMMAS,
  CSV_WITH_SEMICOLONS,
  type CsvValue,
  csvOf,
  tabbedOf,
} from '../../../../lib/domain/text/csv.ts';
import { withoutDirectionControls } from '../../../../lib/domain/text/foreign.ts';

/** Parses RFC 4180, as a spreadsheet would. */
function parse(text: string, separator = ','): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index]!;
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[index + 1] === '"') {
        field += '"';
        index += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === separator) {
      row.push(field);
      field = '';
    } else if (char === '\r' && text[index + 1] === '\n') {
      rows.push([...row, field]);
      row = [];
      field = '';
      index += 1;
    } else field += char;
  }
  return rows;
}

it('a copied table has one line per row and a cell per column, whatever a text contains', () => {
  const rows = [['a\t=B1', 'c\r\nd', 0.5, { hundredths: 1230 }, null]];
  expect(tabbedOf(rows, ',')).toBe("a '=B1\tc d\t0,5\t12,30\t");
  expect(tabbedOf([['"Plant', 'a "b"', '"=1']], ',')).toBe(`"""Plant"\ta "b"\t'"=1`);
});

describe('CSV', () => {
  it('is parsed as it was written, except for apostrophes before formulas', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    const rows = fc.array(fc.array(fc.option(value), { minLength: 1, maxLength: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(rows, (written) => {
        const read = parse(csvOf(written as CsvValue[][]));
        expect(read.map((row) => row.map((field) => field.replaceAll("'", '')))).toEqual(
          written.map((row) =>
            row.map((one) => withoutDirectionControls(one === null ? '' : String(one)).replaceAll("'", '')),
          ),
        );
      }),
    );
  });

  it('puts an apostrophe before any text that a spreadsheet would calculate', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          '=',
          '+',
          '-',
          '@',
          '\t=',
          ' =',
          '\r',
          '＝',
          '\u0000@',
          '\u200b=',
          '\u00ad@',
          '\u2066=\u2069',
        ),
        fc.string(),
        (start, rest) => {
          const [[field]] = parse(csvOf([[start + rest]])) as [[string]];
          expect(field.startsWith("'")).toBe(true);
        },
      ),
    );
  });

  it('keeps negative numbers as numbers, and writes null and what is not finite as empty', () => {
    expect(csvOf([[-3.5, Number.NaN, Number.POSITIVE_INFINITY, null, 'a,"b"']])).toBe(
      '-3.5,,,,"a,""b"""\r\n',
    );
  });

  it('writes decimal commas when it separates by semicolons', () => {
    expect(csvOf([[-3.5, 1200, 'a;b', 'São Paulo']], CSV_WITH_SEMICOLONS)).toBe(
      '-3,5;1200;"a;b";São Paulo\r\n',
    );
  });

  it('lets no formula through, whichever separator the spreadsheet splits at', () => {
    const text = fc.string({
      unit: fc.constantFrom('=', '+', '@', ';', ',', '"', ' ', '\t', '\n', '\u200b', 'a'),
      minLength: 1,
    });
    fc.assert(
      fc.property(text, fc.constantFrom(CSV_WITH_COMMAS, CSV_WITH_SEMICOLONS), (one, format) => {
        const csv = csvOf([['first', one]], format);
        for (const split of [...parse(csv, format.separator), csv.split(/[,;\t\r\n]/)])
          for (const field of split) expect(field).not.toMatch(/^[\s\u200b"]*[=+@]/);
      }),
    );
  });
});

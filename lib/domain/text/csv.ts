import { withoutDirectionControls } from './foreign.ts';

/** What a cell may hold; null is an empty one. */
export type CsvValue = string | number | null;

/** How spreadsheets of a language read a file: where the decimal mark is a comma, cells are split at semicolons. */
export interface CsvFormat {
  separator: ',' | ';';
  decimalMark: '.' | ',';
}

/** As in RFC 4180. */
export const CSV_WITH_COMMAS: CsvFormat = { separator: ',', decimalMark: '.' };
export const CSV_WITH_SEMICOLONS: CsvFormat = { separator: ';', decimalMark: ',' };

/**
 * Returns rows as CSV. A text that a spreadsheet would take for a formula gets an apostrophe before it: names
 * come from the platform, and anyone can name a profile `=…`. Numbers stay numbers, negative ones too.
 */
export function csvOf(rows: readonly (readonly CsvValue[])[], format: CsvFormat = CSV_WITH_COMMAS): string {
  return rows.map((row) => `${row.map((value) => cell(value, format)).join(format.separator)}\r\n`).join('');
}

/**
 * What a spreadsheet starts a formula with, also behind blanks, quotes and the controls that hide one from the
 * eye: at the start of a text …
 */
const FORMULA = /^[\s\p{Cc}"]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;
/** … and behind whatever a spreadsheet with other settings splits a cell at. */
const FORMULA_INSIDE = /([,;\t\r\n|][\s\p{Cc}"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/gu;

function cell(value: CsvValue, { decimalMark }: CsvFormat): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value).replace('.', decimalMark) : '';
  const inside = withoutDirectionControls(value).replace(FORMULA_INSIDE, "$1'");
  const guarded = FORMULA.test(inside) ? `'${inside}` : inside;
  return /[",;\t\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

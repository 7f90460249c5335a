import { withoutDirectionControls } from './foreign.ts';

/** The value of a cell; null: empty. */
export type CsvValue = string | number | null;

/** How a language's spreadsheets read a file: those with a decimal comma split cells at semicolons. */
interface CsvFormat {
  separator: ',' | ';';
  decimalMark: '.' | ',';
}

/** As in RFC 4180. */
export const CSV_WITH_COMMAS: CsvFormat = { separator: ',', decimalMark: '.' };
export const CSV_WITH_SEMICOLONS: CsvFormat = { separator: ';', decimalMark: ',' };

/**
 * Returns rows as CSV. An apostrophe is added to text that a spreadsheet would take for a formula, since anyone can
 * name a profile `=…`. Numbers are unchanged, including negative ones.
 */
export function csvOf(rows: readonly (readonly CsvValue[])[], format: CsvFormat = CSV_WITH_COMMAS): string {
  return rows.map((row) => `${row.map((value) => cell(value, format)).join(format.separator)}\r\n`).join('');
}

/**
 * The start of a formula, possibly after white space, quotes and invisible controls: at the start of a text …
 */
const FORMULA = /^[\s\p{Cc}"]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;
/** … and after any character at which a spreadsheet with other settings splits cells. */
const FORMULA_INSIDE = /([,;\t\r\n|][\s\p{Cc}"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/gu;

function cell(value: CsvValue, { decimalMark }: CsvFormat): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value).replace('.', decimalMark) : '';
  const inside = withoutDirectionControls(value).replace(FORMULA_INSIDE, "$1'");
  const guarded = FORMULA.test(inside) ? `'${inside}` : inside;
  return /[",;\t\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

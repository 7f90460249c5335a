import { decimalOf } from '../billing/money.ts';
import { withoutDirectionControls } from './foreign.ts';

/** The value of a cell; null: empty. `hundredths`: cents or hundredths of a percent, written with two decimals. */
export type CsvValue = string | number | { hundredths: number } | null;

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
  return rows
    .map((row) => `${row.map((value) => textOfCell(value, format)).join(format.separator)}\r\n`)
    .join('');
}

/**
 * Returns rows as spreadsheets paste them: cells separated by tabs, each on one line, with the same guard as
 * {@link csvOf}.
 */
export function tabbedOf(
  rows: readonly (readonly CsvValue[])[],
  decimalMark: CsvFormat['decimalMark'],
): string {
  const tabbed = (value: CsvValue) => {
    if (typeof value !== 'string') return plainCell(value, decimalMark);
    const text = guardFormula(value).replace(/[\t\r\n]+/g, ' ');
    // A quote at its start would begin a quoted cell.
    return text.startsWith('"') ? quoteCell(text) : text;
  };
  return rows.map((row) => row.map(tabbed).join('\t')).join('\n');
}

/**
 * The start of a formula, possibly after white space, quotes and invisible controls: at the start of a text …
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}"]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;
/** … and after any character at which a spreadsheet with other settings splits cells, which is searched backwards. */
const FORMULA_INSIDE = /(?=[=+\-@\uff1d\uff0b\uff0d\uff20])(?<=[,;\t\r\n|][\s\p{Cc}\p{Cf}"]*)/gu;

function textOfCell(value: CsvValue, { decimalMark }: CsvFormat): string {
  if (typeof value !== 'string') return plainCell(value, decimalMark);
  const text = guardFormula(value);
  return /[",;\t\r\n]/.test(text) ? quoteCell(text) : text;
}

function quoteCell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function plainCell(value: Exclude<CsvValue, string>, decimalMark: CsvFormat['decimalMark']): string {
  if (value === null) return '';
  if (typeof value === 'object') return decimalOf(value.hundredths).replace('.', decimalMark);
  return Number.isFinite(value) ? String(value).replace('.', decimalMark) : '';
}

function guardFormula(value: string): string {
  const inside = withoutDirectionControls(value).replace(FORMULA_INSIDE, "'");
  return FORMULA.test(inside) ? `'${inside}` : inside;
}

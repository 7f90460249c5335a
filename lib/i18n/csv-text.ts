import { CSV_WITH_COMMAS, CSV_WITH_SEMICOLONS, type CsvValue, csvOf, tabbedOf } from '../domain/text/csv.ts';
import { decimalSeparator } from './money-text.ts';

/** Returns rows as CSV that a spreadsheet in the person's language opens in columns, with numbers as numbers. */
export function csvText(rows: readonly (readonly CsvValue[])[]): string {
  return csvOf(rows, decimalSeparator() === ',' ? CSV_WITH_SEMICOLONS : CSV_WITH_COMMAS);
}

/** Returns rows as a spreadsheet in the person's language pastes them. */
export function tabbedText(rows: readonly (readonly CsvValue[])[]): string {
  return tabbedOf(rows, decimalSeparator());
}

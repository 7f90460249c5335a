import { CSV_WITH_COMMAS, CSV_WITH_SEMICOLONS, type CsvValue, csvOf } from '../domain/text/csv.ts';
import { language } from './t.ts';

/** Returns rows as CSV that a spreadsheet in the person's language opens in columns, with numbers as numbers. */
export function csvText(rows: readonly (readonly CsvValue[])[]): string {
  const parts = new Intl.NumberFormat(language()).formatToParts(1.5);
  const decimalMark = parts.find(({ type }) => type === 'decimal')?.value;
  return csvOf(rows, decimalMark === ',' ? CSV_WITH_SEMICOLONS : CSV_WITH_COMMAS);
}

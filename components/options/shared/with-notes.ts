import type { CsvValue } from '../../../lib/domain/text/csv.ts';
import { t } from '../../../lib/i18n/t.ts';

/** A row of a table, and what has to be known about its numbers. */
export interface NotedRow {
  cells: CsvValue[];
  note: string | null;
}

/** Returns a head and rows, with a last column for the notes if there are any. */
export function withNotes(head: string[], rows: readonly NotedRow[]): CsvValue[][] {
  if (rows.every(({ note }) => note === null)) return [head, ...rows.map(({ cells }) => cells)];
  return [[...head, t('csvNote')], ...rows.map(({ cells, note }) => [...cells, note])];
}

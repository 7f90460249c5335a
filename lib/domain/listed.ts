import { FailureError } from './failure.ts';

/** A list of the platform. `partial`: some rows couldn't be read, so one that is missing may still exist. */
export interface Listed<Row> {
  rows: Row[];
  partial: boolean;
}

/** Returns all rows of a list, throws `malformed` if some couldn't be read. */
export function allRows<Row>({ rows, partial }: Listed<Row>): Row[] {
  if (partial) throw new FailureError({ code: 'malformed' });
  return rows;
}

/** Returns the rows that match, throws `malformed` if none does, but one that couldn't be read may. */
export function rowsWhere<Row>(list: Listed<Row>, matches: (row: Row) => boolean): Row[] {
  const found = list.rows.filter(matches);
  if (found.length === 0) allRows(list);
  return found;
}

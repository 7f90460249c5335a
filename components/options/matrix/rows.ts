import { type MatrixProfile, matrixProfileOf } from '../../../lib/domain/usage/matrix.ts';
import { filterRows, type ProfileRow } from '../shared/profile-rows.ts';

/** A row of a matrix: a profile with the parts of its name that the filter found. */
export interface MatrixRow extends MatrixProfile {
  profileRow: ProfileRow;
  ranges: [number, number][];
}

/** Returns the rows that match a query, in their order. */
export function matrixRows(allRows: readonly ProfileRow[], query: string): MatrixRow[] {
  return filterRows(allRows, query).map(({ row: profileRow, ranges }) => ({
    ...matrixProfileOf(profileRow),
    profileRow,
    ranges,
  }));
}

import { planOf } from '../../../lib/domain/identity/plan.ts';
import type { MatrixProfile } from '../../../lib/domain/usage/matrix.ts';
import { filterRows, type ProfileRow } from '../shared/profile-rows.ts';

/** A row of a matrix: a profile with what a filter found in its name. */
export interface MatrixRow extends MatrixProfile {
  line: ProfileRow;
  ranges: [number, number][];
}

/** The rows that a query leaves, in the lines' own order. */
export function matrixRows(lines: readonly ProfileRow[], query: string): MatrixRow[] {
  return filterRows(lines, query).map(({ row: line, ranges }) => ({
    name: line.profile.name,
    plan: planOf(line.profile, line.connection),
    usage: line.usage,
    status: line.status,
    line,
    ranges,
  }));
}

import { isReadable } from './is-readable.ts';
import type { ProfileRow } from './profile-rows.ts';
import { ReadAge } from './read-age.tsx';
import { ReadListsAgain } from './read-lists-again.tsx';

/** How old a profile's list is, and why the latest read failed, if it did, with a button that reads it again. */
export function ListAge({ row, kind }: { row: ProfileRow; kind: 'team' | 'tokens' }) {
  const read = row[kind];
  return (
    <>
      <ReadAge read={read} profile={row.profile} />
      {read?.failure && isReadable(row) && (
        <>
          {' '}
          <ReadListsAgain row={row} />
        </>
      )}
    </>
  );
}

import { type Connection, connectionName } from '../../../lib/domain/identity/connection.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';

/** A connection's name, with the colour that the person gave it. */
export function ConnectionName({
  connection,
  unlabeled,
}: {
  connection: Connection;
  /** What is shown while it has no label. */
  unlabeled?: 'email' | 'accountName';
}) {
  return (
    <>
      {connection.colour && (
        <span class="connection-dot" style={{ backgroundColor: connection.colour }} aria-hidden="true" />
      )}
      <ForeignText text={connectionName(connection, unlabeled)} />
    </>
  );
}

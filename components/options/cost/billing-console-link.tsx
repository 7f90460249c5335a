import { consoleUrl } from '../../../lib/console/console-site.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { t } from '../../../lib/i18n/t.ts';

/** A link to the account's billing in TagoIO's console. */
export function BillingConsoleLink({ connection }: { connection: Connection }) {
  return (
    <a class="button" href={consoleUrl(connection, 'billing')} target="_blank" rel="noreferrer">
      {t('costConsole')}
    </a>
  );
}

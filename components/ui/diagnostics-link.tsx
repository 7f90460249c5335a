import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { t } from '../../lib/i18n/t.ts';

/** Opens diagnostics in a tab of its own, from a page that may be broken. */
export function DiagnosticsLink() {
  return (
    <a class="button" href={`options.html${optionsRoutes.diagnostics}`} target="_blank" rel="noreferrer">
      {t('diagnosticsOpen')}
    </a>
  );
}

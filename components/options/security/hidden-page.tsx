import { t } from '../../../lib/i18n/t.ts';
import { Page } from '../shell/page.tsx';
import { ForgottenPassphrase } from './forgotten-passphrase.tsx';

/** In place of every page while the vault is locked and the person wants nothing shown meanwhile. */
export function HiddenPage() {
  return (
    <Page title={t('bannerLocked')} soft={t('securityHidden')}>
      <ForgottenPassphrase />
    </Page>
  );
}

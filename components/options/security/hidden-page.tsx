import { t } from '../../../lib/i18n/t.ts';
import { Page } from '../shell/page.tsx';
import { ForgottenPassphrase } from './forgotten-passphrase.tsx';

/** Replaces every page while the vault is locked, if the person chose to hide everything meanwhile. */
export function HiddenPage() {
  return (
    <Page title={t('bannerLocked')} soft={t('securityHidden')}>
      <ForgottenPassphrase />
    </Page>
  );
}

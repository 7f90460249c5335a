import { isExpired, serverTimeOf } from '../../../lib/domain/tokens/token.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now, preferences } from '../../../lib/state/app-state.ts';
import { richText } from '../../ui/rich-text.ts';
import { useOptionalPermission } from '../shared/permissions.ts';
import { pageHref } from '../shell/router.ts';
import { accountConnectedWith } from './rotation-state.ts';
import type { TokenRow } from './token-rows.ts';

type Replaced = Pick<TokenRow, 'row' | 'token'>;

/** What becomes of a token that is replaced, and of the extension's own use of it. */
export function RotateHint(replaced: Replaced) {
  if (accountConnectedWith(replaced)) return <>{t('rotateHintConnected')}</>;
  return (
    <>
      <OldToken {...replaced} />
      {replaced.row.profile.ownCredential === 'pasted' && ` ${t('rotateHintPasted')}`}
    </>
  );
}

/** A reminder is promised only where alerts about the profile are on, and the browser shows them. */
function OldToken({ row, token }: Replaced) {
  const mayNotify = useOptionalPermission('notifications').granted !== false;
  const hasExpired = isExpired(token, serverTimeOf(row.tokens, now.value));
  if (mayNotify && preferences.value.alerts.enabled && row.preferences?.muted !== true)
    return <>{t(hasExpired ? 'rotateHintExpired' : 'rotateHint')}</>;
  return (
    <>
      {richText(
        hasExpired ? 'rotateHintExpiredUnreminded' : 'rotateHintUnreminded',
        <a class="link" href={pageHref('alerts')}>
          {t('navAlerts')}
        </a>,
      )}
    </>
  );
}

import { isExpired, serverTimeOf } from '../../../lib/domain/tokens/token.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now, preferences } from '../../../lib/state/app-state.ts';
import { richText } from '../../ui/rich-text.ts';
import { pageHref } from '../shell/router.ts';
import type { TokenRow } from './token-rows.ts';

/** What becomes of a token that is replaced. A reminder is promised only where alerts about the profile are on. */
export function RotateHint({ row, token }: Pick<TokenRow, 'row' | 'token'>) {
  const hasExpired = isExpired(token, serverTimeOf(row.tokens, now.value));
  if (preferences.value.alerts.enabled && row.preferences?.muted !== true)
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

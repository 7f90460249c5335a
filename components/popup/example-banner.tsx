import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { t } from '../../lib/i18n/t.ts';
import { forgetExample, leaveExample } from '../../lib/state/example.ts';
import { useNavigate } from './navigation.ts';

/** Says that nothing in the popup is real, and how to leave. */
export function ExampleBanner() {
  const navigate = useNavigate();
  return (
    <section class="example" aria-label={t('exampleBanner')}>
      <b>{t('exampleBanner')}</b>
      <button
        type="button"
        class="link"
        onClick={() => void forgetExample().then(() => navigate(optionsRoutes.connect))}
      >
        {t('popupConnect')}
      </button>
      <button type="button" class="link" aria-label={t('exampleLeave')} onClick={() => void leaveExample()}>
        {t('exampleLeaveShort')}
      </button>
    </section>
  );
}

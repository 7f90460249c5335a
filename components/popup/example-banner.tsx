import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { t } from '../../lib/i18n/t.ts';
import { forgetExample, leaveExample } from '../../lib/state/example.ts';
import { useNavigate } from './navigation.ts';

/** Says that nothing in the popup is real, and how to leave. */
export function ExampleBanner() {
  const navigate = useNavigate();
  const connect = async () => {
    await forgetExample();
    await navigate(optionsRoutes.connect);
    // A panel, or a popup in a tab, stays open, and would show the example for good.
    location.reload();
  };
  return (
    <section class="example" aria-label={t('exampleBanner')}>
      <b>{t('exampleBanner')}</b>
      <button type="button" class="link" onClick={connect}>
        {t('popupConnect')}
      </button>
      <button type="button" class="link" aria-label={t('exampleLeave')} onClick={() => void leaveExample()}>
        {t('exampleLeaveShort')}
      </button>
    </section>
  );
}

import { useEffect, useRef } from 'preact/hooks';
import type { OptionsPage } from '../../../lib/domain/settings/options-route.ts';
import { t } from '../../../lib/i18n/t.ts';
import { isExample, leaveExample } from '../../../lib/state/example.ts';
import { failureText } from '../../ui/failure-text.ts';
import { announce } from '../../ui/toast.tsx';
import { Page } from './page.tsx';
import { navigate, pageHref, route } from './router.ts';

/** Pages about the person's account and browser, for which the example has no data. */
const OWN_PAGES: readonly string[] = [
  'alerts',
  'security',
  'settings',
  'diagnostics',
  'token',
] satisfies OptionsPage[];

export function isOwnPage(page: string): boolean {
  return OWN_PAGES.includes(page);
}

/** Says on every page that nothing on it is real, and how to leave. */
export function ExampleBanner() {
  return (
    <section class="banner banner--example" aria-label={t('exampleBanner')}>
      <b>{t('exampleBanner')}</b>
      <div class="row">
        <a class="button button--primary" href={pageHref('connect')}>
          {t('exampleConnect')}
        </a>
        <button
          type="button"
          class="button"
          onClick={() => {
            // What the address names is gone with the example.
            navigate(pageHref('connect'), { replace: true });
            void leaveExample();
          }}
        >
          {t('exampleLeave')}
        </button>
      </div>
    </section>
  );
}

/** Replaces a page for which the example has no data. */
export function NotInExample() {
  return (
    <Page title={t('exampleNotHere')} narrow>
      <p class="soft">{t('exampleNotHereHint')}</p>
    </Page>
  );
}

/** Connecting an account ends the example; a link out of the extension leads nowhere in it, and says why. */
export function useExample(): void {
  const shown = isExample.value;
  const connecting = shown && route.value.page === 'connect';
  const began = useRef(false);
  useEffect(() => {
    if (!shown) return;
    if (connecting && began.current) void leaveExample();
    // It was loaded here: another page chose to look around.
    else if (connecting) navigate(pageHref('overview'), { replace: true });
    began.current = true;
  }, [shown, connecting]);
  useEffect(() => {
    if (!shown) return;
    const refuse = (event: Event) => {
      const link = (event.target as Element | null)?.closest?.<HTMLAnchorElement>('a[target=_blank]');
      // Diagnostics are within the extension.
      if (!link || link.origin === location.origin) return;
      event.preventDefault();
      announce(failureText({ code: 'example' }), 'error');
    };
    for (const type of ['click', 'auxclick']) addEventListener(type, refuse, true);
    return () => {
      for (const type of ['click', 'auxclick']) removeEventListener(type, refuse, true);
    };
  }, [shown]);
}

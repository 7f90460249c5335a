import type { ComponentChildren } from 'preact';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { t } from '../../lib/i18n/t.ts';
import type { StoreProblem } from '../../lib/state/app-state.ts';
import { lookAround } from '../../lib/state/example.ts';
import { Button } from '../ui/button.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { storeProblemText } from '../ui/store-problem-text.ts';
import { useNavigate } from './navigation.ts';
import { UnlockForm } from './unlock-form.tsx';

/** Shown until something is connected. */
export function Welcome() {
  const navigate = useNavigate();
  return (
    <FullPageState icon="shared" title={t('popupWelcome')} text={t('popupWelcomeHint')}>
      <Button kind="primary" autofocus onClick={() => navigate(optionsRoutes.connect)}>
        {t('popupConnect')}
      </Button>
      <Button onClick={() => lookAround()}>{t('exampleLookAround')}</Button>
      <p class="soft full-page__small">
        <Icon name="lock" size={12} />
        {t('popupWelcomeSafe')}
      </p>
    </FullPageState>
  );
}

/** Shown if the stored data can't be read. */
export function Unreadable({ problem }: { problem: StoreProblem }) {
  const navigate = useNavigate();
  return (
    <FullPageState icon="database" {...storeProblemText(problem)}>
      <Button kind="primary" autofocus onClick={() => location.reload()}>
        {t('popupTryAgain')}
      </Button>
      <Button onClick={() => navigate(optionsRoutes.diagnostics)}>{t('diagnosticsOpen')}</Button>
    </FullPageState>
  );
}

/** Shown while the vault is locked, if the person chose to hide everything meanwhile. */
export function Hidden() {
  return (
    <FullPageState icon="lock" title={t('bannerLocked')} text={t('securityHidden')}>
      <UnlockForm />
    </FullPageState>
  );
}

function FullPageState({
  icon,
  title,
  text,
  children,
}: {
  icon: IconName;
  title: string;
  text: string;
  children: ComponentChildren;
}) {
  return (
    <main class="full-page">
      <span class="full-page__icon">
        <Icon name={icon} size={28} />
      </span>
      <h1 class="full-page__title">{title}</h1>
      <p class="full-page__text">{text}</p>
      {children}
    </main>
  );
}

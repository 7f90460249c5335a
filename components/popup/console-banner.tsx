import type { ConsolePage } from '../../lib/console/console-site.ts';
import { type ConsoleProblem, consolePlace } from '../../lib/domain/console-session.ts';
import { type ProfileRef, sameRef } from '../../lib/domain/identity/keys.ts';
import type { Obstacle } from '../../lib/domain/identity/obstacle.ts';
import { plural, t } from '../../lib/i18n/t.ts';
import { active } from '../../lib/state/app-state.ts';
import { activeConsole } from '../../lib/state/console.ts';
import { obstacleToNetwork, obstacleToSend } from '../../lib/state/obstacle.ts';
import { failureText } from '../ui/failure-text.ts';
import { Icon } from '../ui/icon.tsx';
import { obstacleText } from '../ui/obstacle-text.ts';
import { openConsole, settleConsole } from './banner-actions.ts';
import { shownLate } from './late-banner.ts';
import { useNavigate } from './navigation.ts';
import { obstacleAttributes } from './obstacle-attributes.ts';
import { toDiagnostics } from './status-message.ts';

const PAGES = ['devices', 'dashboards', 'analyses', 'billing'] as const satisfies ConsolePage[];

const isShown = shownLate(() => activeConsole.value !== null);

/**
 * Says which profile the admin console is in, if the extension may follow it, and offers to switch it or open its
 * pages.
 */
export function ConsoleBanner() {
  const session = activeConsole.value;
  const ref = active.value.active;
  if (!isShown.value || !session || !ref) return null;
  const { problem, profileName, email } = session;
  if (problem?.kind === 'unsaved') {
    // A session that has arrived where it was to be moved wasn't kept: only its tabs were.
    const hasArrived = sameRef(session, problem.target);
    const key = hasArrived ? 'popupConsoleNotReloaded' : 'popupConsoleUnsaved';
    return (
      <Banner text={plural(key, problem.tabs, profileName)}>
        <Action
          label={t(hasArrived ? 'popupConsoleReload' : 'popupConsoleDiscard')}
          onClick={() => settleConsole(problem.target, true)}
        />
        <Action
          label={t('popupConsoleStay')}
          obstacle={null}
          onClick={() => settleConsole(problem.target, false)}
        />
      </Banner>
    );
  }
  const place = consolePlace(session, ref);
  if (place !== 'unknown' && problem?.kind === 'failed')
    return (
      <Banner text={t('popupConsoleFailed', profileName, failureText(problem.failure))}>
        <Action label={t('popupConsoleSwitch')} onClick={() => settleConsole(problem.target, true)} />
        <DiagnosticsButton />
      </Banner>
    );
  if (place === 'other-account') return <Banner text={t('popupConsoleOtherAccount', email)} />;
  if (place !== 'here')
    return (
      <Banner text={place === 'unknown' ? unknownText(problem) : otherProfileText(profileName)}>
        <Action label={t('popupConsoleSwitch')} onClick={() => settleConsole(ref, true)} />
        {problem?.kind === 'failed' && <DiagnosticsButton />}
      </Banner>
    );
  return <Pages profile={ref} />;
}

/** Also says why the console doesn't follow now, if something keeps it from being switched. */
function otherProfileText(name: string): string {
  const obstacle = obstacleToSend();
  return obstacle ? t('popupConsoleFailed', name, obstacleText(obstacle)) : t('popupConsoleOther', name);
}

function unknownText(problem: ConsoleProblem | null): string {
  const text = t('popupConsoleUnknown');
  if (problem?.kind !== 'failed' || problem.failure.code === 'outcome-unknown') return text;
  return `${text}. ${failureText(problem.failure)}`;
}

function Pages({ profile }: { profile: ProfileRef }) {
  return (
    <nav class="banner" aria-label={t('popupConsoleHere')}>
      <Icon name="globe" size={14} />
      <span class="banner__text" title={t('popupConsoleHere')}>
        {t('popupConsole')}
      </span>
      {PAGES.map((page) => (
        <Action
          key={page}
          label={t(`consolePage_${page}`)}
          obstacle={obstacleToNetwork()}
          onClick={() => openConsole(profile, page)}
        />
      ))}
    </nav>
  );
}

function Banner({ text, children }: { text: string; children?: preact.ComponentChildren }) {
  return (
    <div class="banner" role="note">
      <Icon name="globe" size={14} />
      <span class="banner__text" title={text}>
        {text}
      </span>
      {children}
    </div>
  );
}

function DiagnosticsButton() {
  const navigate = useNavigate();
  const { label, route } = toDiagnostics();
  return <Action label={label} obstacle={null} onClick={() => void navigate(route)} />;
}

function Action({
  label,
  onClick,
  obstacle = obstacleToSend(),
}: {
  label: string;
  onClick: () => void;
  obstacle?: Obstacle | null;
}) {
  return (
    <button type="button" class="link" {...obstacleAttributes(obstacle)} onClick={onClick}>
      {label}
    </button>
  );
}

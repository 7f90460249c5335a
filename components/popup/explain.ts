import type { Failure, FailureCode } from '../../lib/domain/failure.ts';
import { refId, sameRef } from '../../lib/domain/identity/keys.ts';
import type { Obstacle } from '../../lib/domain/identity/obstacle.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { t } from '../../lib/i18n/t.ts';
import { active, lacksPassphrase } from '../../lib/state/app-state.ts';
import { failureText } from '../ui/failure-text.ts';
import type { IconName } from '../ui/icon.tsx';
import { obstacleText } from '../ui/obstacle-text.ts';
import { focusUnlockField } from '../ui/unlock-field.ts';
import { type ActionRequest, copyRequestFor, requestWhileLocked } from './action-request.ts';
import { COPY_ID, focusFilter } from './focus.ts';
import { highlightedId } from './popup-model.ts';
import { labelOf } from './profile-label.ts';
import { type Status, showStatus, toDiagnostics } from './status-message.ts';

/*
 * What is said, and offered, where something can't be done: loaded when it is needed.
 */

/** Says what to do first: unlock, with the passphrase's field focused, or what a button beside the text leads to. */
export function explainObstacle(obstacle: Obstacle, request: ActionRequest): void {
  if (obstacle === 'locked' && !lacksPassphrase.value) {
    requestWhileLocked.value = request;
    const text =
      request.copies && request.profile ? t('popupUnlockToCopy', labelOf(request.profile)) : t('unlockFirst');
    showStatus({ tone: 'info', icon: 'lock', text });
    // A form that isn't there yet takes the focus when it is, unless the filter has it.
    if (!focusUnlockField() && document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return;
  }
  showStatus({
    tone: 'info',
    icon: obstacle === 'offline' ? 'offline' : 'key',
    text: obstacleText(obstacle),
    action: remedyOf(obstacle, request),
  });
}

/** Nothing went wrong: these are how the extension is just now. */
const EXPECTED: ReadonlyMap<FailureCode, IconName> = new Map([
  ['locked', 'lock'],
  ['example', 'shared'],
  ['no-token', 'key'],
] as const);

/** Shows a failure, with a link to diagnostics where there is nothing else to do. */
export function showFailure(
  failure: Failure,
  { text = failureText(failure), action }: Partial<Status> = {},
): void {
  const icon = EXPECTED.get(failure.code);
  showStatus({
    ...(icon ? { tone: 'info', icon } : { tone: 'error' }),
    text,
    action: action ?? (icon ? undefined : toDiagnostics()),
  });
}

/** Says why a profile's token wasn't copied. */
export function showCopyFailure(profile: Profile, failure: Failure): void {
  const request = copyRequestFor(profile);
  // The vault was locked meanwhile.
  if (failure.code === 'locked') {
    explainObstacle('locked', request);
    return;
  }
  const text = failure.code === 'no-token' ? t('popupNoToken', labelOf(profile)) : failureText(failure);
  showFailure(failure, { text, action: remedyOf(failure.code, request) });
}

/** Once unlocked by the popup's form: says so, and leaves the focus where what was asked for is one press away. */
export function afterUnlocking(request: ActionRequest | null): void {
  const copied = request?.copies ? request.profile : undefined;
  showStatus({ tone: 'done', text: t(copied ? 'popupUnlockedCopy' : 'popupUnlocked') });
  if (copied && sameRef(copied, active.value.active)) {
    document.getElementById(COPY_ID)?.focus();
    return;
  }
  if (copied) highlightedId.value = refId(copied);
  focusFilter();
}

/** Returns the button that leads to where a failure can be put right. */
function remedyOf(code: FailureCode, { connectionKey, profile }: ActionRequest): Status['action'] {
  switch (code) {
    case 'locked':
      return { label: t('securitySetDots'), route: optionsRoutes.security };
    case 'offline':
      return toDiagnostics();
    case 'needs-sign-in':
    case 'unauthorized':
    case 'host-permission':
      return connectionKey
        ? {
            label: t(code === 'host-permission' ? 'popupHostPermissionAction' : 'popupSignIn'),
            route: optionsRoutes.reconnect(connectionKey),
          }
        : undefined;
    default:
      return profile && remedyOfProfile(code, profile);
  }
}

function remedyOfProfile(code: FailureCode, profile: Profile): Status['action'] {
  switch (code) {
    case 'no-token':
      return { label: t('popupNoTokenAction'), route: optionsRoutes.tokens(profile) };
    case 'token-ambiguous':
    case 'token-gone':
      return { label: t('popupDetails'), route: optionsRoutes.tokens(profile) };
    case 'denied':
      return { label: t('popupDeniedAction'), route: optionsRoutes.assignToken(profile) };
    default:
      return undefined;
  }
}

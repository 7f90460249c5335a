import { signal } from '@preact/signals';
import type { ConsolePage } from '../../lib/console/console-site.ts';
import type { Failure } from '../../lib/domain/failure.ts';
import {
  type ConnectionKey,
  type ProfileRef,
  refId,
  refOf,
  sameRef,
} from '../../lib/domain/identity/keys.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { optionsRoutes } from '../../lib/domain/settings/options-route.ts';
import { permissionInSentence } from '../../lib/i18n/permission-text.ts';
import { t } from '../../lib/i18n/t.ts';
import { resultOf, send } from '../../lib/messages/client.ts';
import { active, profiles } from '../../lib/state/app-state.ts';
import { failureText } from '../ui/failure-text.ts';
import { preferencesOf, resetList } from './popup-model.ts';
import { type Status, showFailure, showStatus } from './status-message.ts';

/** The profile whose token was just copied, by refId: its button says so for a moment. */
export const copied = signal<string | null>(null);
/** A refresh that a person asked for is under way. */
export const refreshing = signal(false);

const COPIED_MS = 2000;
let uncopy: ReturnType<typeof setTimeout> | undefined;

/** Makes a profile the active one; the view follows when the store does. */
export async function switchTo(profile: Profile): Promise<void> {
  if (sameRef(profile, active.value.active)) return resetList();
  const answer = await resultOf(() => send('switchProfile', refOf(profile)));
  if (!answer.ok) return showFailure(answer.failure);
  resetList();
  showStatus({ tone: 'done', text: t('popupSwitched', profile.name) });
}

/** Goes back to the profile that was active before. */
export async function switchBack(): Promise<void> {
  const answer = await resultOf(() => send('switchToPrevious'));
  if (!answer.ok) return showFailure(answer.failure);
  const ref = answer.value;
  if (!ref) return showStatus({ tone: 'done', text: t('popupNoPrevious') });
  resetList();
  const name = profiles.value.find((profile) => sameRef(profile, ref))?.name;
  if (name) showStatus({ tone: 'done', text: t('popupSwitched', name) });
}

/** Opens the extension's own window, which copies the profile's token as a tool's configuration. */
export async function copyAs(profile: Profile): Promise<void> {
  const result = await resultOf(() => send('openCopyAs', { ...refOf(profile), token: null }));
  if (!result.ok) showFailure(result.failure);
}

/** Has the background put the profile's token on the clipboard; its value never comes here. */
export async function copyToken(profile: Profile): Promise<void> {
  const answer = await resultOf(() => send('copyToken', { ...refOf(profile), token: null }));
  if (!answer.ok) return showStatus(copyFailureStatus(profile, answer.failure));
  const { name, permission } = answer.value;
  showStatus({
    tone: 'done',
    text: t('popupCopiedToken', name, permissionInSentence(permission), profile.name),
  });
  copied.value = refId(profile);
  clearTimeout(uncopy);
  uncopy = setTimeout(() => {
    copied.value = null;
  }, COPIED_MS);
}

/** Pins a profile at the top of the list, or lets it go. */
export async function toggleFavourite(profile: Profile): Promise<void> {
  const favourite = !preferencesOf(profile)?.favourite;
  const { profileKey } = profile;
  const answer = await resultOf(() => send('setProfilePreferences', { profileKey, change: { favourite } }));
  if (answer.ok)
    showStatus({ tone: 'done', text: t(favourite ? 'popupPinned' : 'popupUnpinned', profile.name) });
  else showFailure(answer.failure);
}

/** Asks the platform for a profile's numbers now; they arrive through the store. */
export async function refresh(profile: Profile): Promise<void> {
  if (refreshing.value) return;
  refreshing.value = true;
  const answer = await resultOf(() => send('refreshNow', { ref: refOf(profile) }));
  refreshing.value = false;
  if (!answer.ok) showFailure(answer.failure);
}

/** Accepts or declines a shared profile; the banner goes, and the profile appears, when the store changes. */
export async function answerInvitation(
  connectionKey: ConnectionKey,
  notificationId: string,
  answer: 'accept' | 'refuse',
): Promise<void> {
  const result = await resultOf(() => send('answerInvitation', { connectionKey, notificationId, answer }));
  showStatus(
    result.ok
      ? { tone: 'done', text: t(answer === 'accept' ? 'invitationAccepted' : 'invitationDeclined') }
      : { tone: 'error', text: failureText(result.failure) },
  );
}

/** Opens a page of the console in a profile; a console that can't be moved now says why beside it. */
export async function openConsole(ref: ProfileRef, page: ConsolePage): Promise<void> {
  const result = await resultOf(() => send('openConsole', { ...refOf(ref), page }));
  if (!result.ok) showFailure(result.failure);
}

/** Brings the console that stayed behind to the profile after all, or leaves it where it is. */
export async function settleConsole(ref: ProfileRef, follow: boolean): Promise<void> {
  const result = await resultOf(() => send('settleConsole', { ...refOf(ref), follow }));
  if (!result.ok) showFailure(result.failure);
}

/** Opens the vault; the failure, if any, belongs beside the field. */
export async function unlock(passphrase: string): Promise<Failure | null> {
  const answer = await resultOf(() => send('unlock', { passphrase }));
  if (!answer.ok) return answer.failure;
  showStatus({ tone: 'done', text: t('popupUnlocked') });
  return null;
}

/** Locks the tokens until the passphrase is typed again. */
export async function lockVault(): Promise<void> {
  const answer = await resultOf(() => send('lock'));
  if (answer.ok) showStatus({ tone: 'done', text: t('popupLockedNow') });
  else showFailure(answer.failure);
}

function copyFailureStatus(profile: Profile, failure: Failure): Status {
  const status = { tone: 'error', text: failureText(failure) } as const;
  switch (failure.code) {
    case 'no-token':
      return {
        tone: 'error',
        text: t('popupNoToken', profile.name),
        action: { label: t('popupNoTokenAction'), route: optionsRoutes.tokens(profile) },
      };
    case 'token-ambiguous':
      return { ...status, action: { label: t('popupDetails'), route: optionsRoutes.tokens(profile) } };
    case 'denied':
      return {
        ...status,
        action: { label: t('popupDeniedAction'), route: optionsRoutes.assignToken(profile) },
      };
    case 'needs-sign-in':
    case 'unauthorized':
      return {
        ...status,
        action: { label: t('popupSignIn'), route: optionsRoutes.reconnect(profile.connectionKey) },
      };
    case 'host-permission':
      return {
        ...status,
        action: {
          label: t('popupHostPermissionAction'),
          route: optionsRoutes.reconnect(profile.connectionKey),
        },
      };
    default:
      return status;
  }
}

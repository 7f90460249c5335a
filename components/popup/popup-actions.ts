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
import { active, profiles, whenLoaded } from '../../lib/state/app-state.ts';
import { failureText } from '../ui/failure-text.ts';
import { preferencesOf, resetList } from './popup-model.ts';
import { type Status, showFailure, showStatus } from './status-message.ts';

/** The refId of the profile whose token was just copied: its button says so for a moment. */
export const copied = signal<string | null>(null);
/** A refresh that a person asked for is under way. */
export const refreshing = signal(false);

const COPIED_TIMEOUT_MS = 2000;
let copiedTimer: ReturnType<typeof setTimeout> | undefined;

/** Makes a profile the active one; the view follows when the store does. */
export async function switchTo(profile: Profile): Promise<void> {
  if (sameRef(profile, active.value.active)) return resetList();
  const result = await resultOf(() => send('switchProfile', refOf(profile)));
  if (!result.ok) return showFailure(result.failure);
  resetList();
  showStatus({ tone: 'done', text: t('popupSwitched', profile.name) });
}

/** Goes back to the profile that was active before. */
export async function switchBack(): Promise<void> {
  const result = await resultOf(() => send('switchToPrevious'));
  if (!result.ok) return showFailure(result.failure);
  const ref = result.value;
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
  const result = await resultOf(() => send('copyToken', { ...refOf(profile), token: null }));
  if (!result.ok) return showStatus(copyFailureStatus(profile, result.failure));
  const { name, permission } = result.value;
  showStatus({
    tone: 'done',
    text: t('popupCopiedToken', name, permissionInSentence(permission), profile.name),
  });
  copied.value = refId(profile);
  clearTimeout(copiedTimer);
  copiedTimer = setTimeout(() => {
    copied.value = null;
  }, COPIED_TIMEOUT_MS);
}

/** Pins a profile at the top of the list, or unpins it. */
export async function toggleFavourite(profile: Profile): Promise<void> {
  const favourite = !preferencesOf(profile)?.favourite;
  const { profileKey } = profile;
  const result = await resultOf(() => send('setProfilePreferences', { profileKey, change: { favourite } }));
  if (result.ok)
    showStatus({ tone: 'done', text: t(favourite ? 'popupPinned' : 'popupUnpinned', profile.name) });
  else showFailure(result.failure);
}

/** Moves a row of the list (by refId) up (-1) or down (1) in the person's order. */
export async function moveRow(id: string, by: -1 | 1): Promise<void> {
  await whenLoaded();
  (await import('./move-row.ts')).moveRow(id, by);
}

/** Requests a profile's usage from the platform now; it arrives through the store. */
export async function refresh(profile: Profile): Promise<void> {
  if (refreshing.value) return;
  refreshing.value = true;
  const result = await resultOf(() => send('refreshNow', { ref: refOf(profile) }));
  refreshing.value = false;
  if (!result.ok) showFailure(result.failure);
}

/** Accepts or declines a shared profile; the banner goes, and the profile appears, when the store changes. */
export async function answerInvitation(
  connectionKey: ConnectionKey,
  notificationId: string,
  answer: 'accept' | 'refuse',
): Promise<void> {
  const result = await resultOf(() => send('answerInvitation', { connectionKey, notificationId, answer }));
  if (!result.ok) return showFailure(result.failure);
  showStatus({ tone: 'done', text: t(answer === 'accept' ? 'invitationAccepted' : 'invitationDeclined') });
}

/** Opens a page of the console in a profile. */
export async function openConsole(ref: ProfileRef, page: ConsolePage): Promise<void> {
  const result = await resultOf(() => send('openConsole', { ...refOf(ref), page }));
  if (!result.ok) showFailure(result.failure);
}

/** Switches a console that has unsaved changes, or that failed to follow, to the profile (`follow`), or leaves it. */
export async function settleConsole(ref: ProfileRef, follow: boolean): Promise<void> {
  const result = await resultOf(() => send('settleConsole', { ...refOf(ref), follow }));
  if (!result.ok) showFailure(result.failure);
}

/** Unlocks the vault. Returns the failure, to be shown beside the field; null if there is none. */
export async function unlock(passphrase: string): Promise<Failure | null> {
  const result = await resultOf(() => send('unlock', { passphrase }));
  if (!result.ok) return result.failure;
  showStatus({ tone: 'done', text: t('popupUnlocked') });
  return null;
}

/** Locks the tokens until the passphrase is typed again. */
export async function lockVault(): Promise<void> {
  const result = await resultOf(() => send('lock'));
  if (result.ok) showStatus({ tone: 'done', text: t('popupLockedNow') });
  else showFailure(result.failure);
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

import { signal } from '@preact/signals';
import { copyFailure } from '../../lib/domain/copy-failure.ts';
import type { Failure } from '../../lib/domain/failure.ts';
import { refId, refOf, sameRef } from '../../lib/domain/identity/keys.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import { permissionInSentence } from '../../lib/i18n/permission-text.ts';
import { t } from '../../lib/i18n/t.ts';
import { resultOf, send } from '../../lib/messages/client.ts';
import { active, whenLoaded } from '../../lib/state/app-state.ts';
import { obstacleToAccount, obstacleToProfile } from '../../lib/state/obstacle.ts';
import { failureText } from '../ui/failure-text.ts';
import { COPIED_TIMEOUT_MS } from '../ui/use-copy.ts';
import { copyRequestFor } from './action-request.ts';
import { explainIfObstacle } from './explain-if-obstacle.ts';
import { type LazyParts, loadLazyParts } from './load-lazy-parts.ts';
import { activeId, preferencesOf, query, resetList, riskFilter, setFilter } from './popup-model.ts';
import { labelOf } from './profile-label.ts';
import { showStatus, toDiagnostics } from './status-message.ts';

/** The refId of the profile whose token was just copied: its button says so for a moment. */
export const copied = signal<string | null>(null);
/** The refIds of the profiles whose refresh a person asked for, while it is under way. */
export const refreshing = signal<ReadonlySet<string>>(new Set());

let copiedTimer: ReturnType<typeof setTimeout> | undefined;

/** Makes a profile the active one; the view follows when the store does. */
export async function switchTo(profile: Profile): Promise<void> {
  const filter = [query.value, riskFilter.value] as const;
  // What is typed from now on is the next search.
  resetList();
  if (sameRef(profile, active.value.active)) return;
  const result = await resultOf(() => send('switchProfile', refOf(profile)));
  if (!result.ok) {
    if (query.value === '') setFilter(...filter);
    return showFailure(result.failure);
  }
  showStatus({ tone: 'done', text: t('profileMadeActive', labelOf(profile)) });
}

/** Goes back to the profile that was active before. */
export async function switchBack(): Promise<void> {
  return withExplanation({ code: 'internal' }, (parts) => parts.switchBackNow());
}

/** Opens the extension's own window, which copies the profile's token as a tool's configuration. */
export async function copyAs(profile: Profile): Promise<void> {
  if (explainIfObstacle(obstacleToProfile(profile), copyRequestFor(profile))) return;
  const result = await resultOf(() => send('openCopyAs', { ...refOf(profile), token: null }));
  if (!result.ok) showFailure(result.failure);
}

/** Has the background put the profile's token on the clipboard; its value never comes here. */
export async function copyToken(profile: Profile): Promise<void> {
  if (explainIfObstacle(obstacleToProfile(profile), copyRequestFor(profile))) return;
  const result = await resultOf(() => send('copyToken', { ...refOf(profile), token: null }));
  if (!result.ok) {
    const failure = copyFailure(result.failure);
    return withExplanation(failure, ({ showCopyFailure }) => showCopyFailure(profile, failure));
  }
  const { name, permission } = result.value;
  showStatus({
    tone: 'done',
    text: t('popupCopiedToken', name, permissionInSentence(permission), labelOf(profile)),
  });
  copied.value = refId(profile);
  clearTimeout(copiedTimer);
  copiedTimer = setTimeout(() => {
    copied.value = null;
  }, COPIED_TIMEOUT_MS);
}

const showFailure = (failure: Failure) => withExplanation(failure, (parts) => parts.showFailure(failure));

/**
 * Runs `explain`, which shows a failure with the action that resolves it; if that code can't be loaded, shows
 * `failure`, with a link to diagnostics.
 */
async function withExplanation(failure: Failure, explain: (parts: LazyParts) => unknown): Promise<void> {
  await loadLazyParts().then(explain, () =>
    showStatus({ tone: 'error', text: failureText(failure), action: toDiagnostics() }),
  );
}

/** Pins a profile at the top of the list, or unpins it. */
export async function toggleFavourite(profile: Profile): Promise<void> {
  const favourite = !preferencesOf(profile)?.favourite;
  const profileKeys = [profile.profileKey];
  const result = await resultOf(() => send('setProfilePreferences', { profileKeys, change: { favourite } }));
  if (result.ok)
    showStatus({ tone: 'done', text: t(favourite ? 'popupPinned' : 'popupUnpinned', labelOf(profile)) });
  else showFailure(result.failure);
}

/** Moves a row of the list (by refId) up (-1) or down (1) in the person's order. */
export async function moveRow(id: string, by: -1 | 1): Promise<void> {
  await whenLoaded();
  return withExplanation({ code: 'internal' }, (parts) => parts.moveRowNow(id, by));
}

/** Requests a profile's usage from the platform now; it arrives through the store. */
export async function refresh(profile: Profile): Promise<void> {
  const id = refId(profile);
  if (refreshing.value.has(id)) return;
  const { connectionKey } = profile;
  // Access to a profile may have been given meanwhile.
  if (explainIfObstacle(obstacleToAccount(connectionKey), { connectionKey, profile })) return;
  refreshing.value = new Set([...refreshing.value, id]);
  const result = await resultOf(() => send('refreshNow', { ref: refOf(profile) }));
  refreshing.value = new Set([...refreshing.value].filter((other) => other !== id));
  // Below another profile's card it would seem to be about that one.
  if (!result.ok && id === activeId.value) showFailure(result.failure);
}

/** Unlocks the vault. Returns the failure, to be shown beside the field; null if there is none. */
export async function unlock(passphrase: string): Promise<Failure | null> {
  const result = await resultOf(() => send('unlock', { passphrase }));
  return result.ok ? null : result.failure;
}

/** Locks the tokens until the passphrase is typed again. */
export async function lockVault(): Promise<void> {
  const result = await resultOf(() => send('lock'));
  if (result.ok) showStatus({ tone: 'done', text: t('popupLockedNow') });
  else showFailure(result.failure);
}

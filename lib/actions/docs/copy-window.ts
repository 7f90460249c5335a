import { callAsProfile } from '../../calls/call.ts';
import { writeClipboard } from '../../clipboard/clipboard.ts';
import {
  type CopyFormat,
  containsToken,
  formatHosts,
  formatSubject,
  formatsFor,
  needsPrefix,
  renderFormat,
  takesToken,
} from '../../domain/copy-formats/copy-format.ts';
import { FailureError, type RuleKey } from '../../domain/failure.ts';
import { originOf, type ProfileRef, refOf } from '../../domain/identity/keys.ts';
import { copyObstacleOf } from '../../domain/identity/obstacle.ts';
import type { Profile } from '../../domain/profiles/profile.ts';
import { mayBeFull, type TokenId, tokenIdOf } from '../../domain/tokens/token.ts';
import { sameToken, type TokenUse } from '../../domain/tokens/token-choice.ts';
import type {
  CopiedSample,
  CopyPreview,
  CopyWindowRequest,
  DocsSample,
  PendingCopy,
} from '../../messages/protocol/docs.ts';
import { fetchTokenValues } from '../../platform/tokens.ts';
import { listProfiles } from '../../store/profiles.ts';
import { getVaultStatus } from '../../store/vault-status.ts';
import { activeRef, connectionOf, profileOf } from '../lookup.ts';
import { requireOpenVault } from '../require-open-vault.ts';
import { type CopyOptions, confirmsFull, fetchToken, putOnClipboard } from '../tokens/copy.ts';
import {
  copiedWith,
  copySampleFor,
  copyTokenFor,
  namedProfile,
  offeredTokens,
  useOf,
} from './copy-sample.ts';
import { forgetPending, openPending, readPending, requirePending } from './pending-copy.ts';
import { prepareSample, UNCHANGED } from './prepare-sample.ts';

/** Stores a request of the docs page and opens the window that carries it out. Throws `not-active`, `invalid-input`. */
export async function openCopyWindow(request: CopyWindowRequest): Promise<null> {
  const profile = await namedProfile(request);
  const { reason, token } = request;
  const isWhole = reason === 'confirm' || reason === 'other-profile';
  const sample = isWhole && request.sample ? sampleOf(request.sample) : null;
  // A failure is shown on the page, where the copy was requested, as in openCopyAs.
  if (sample) prepareSample(sample, profile);
  const kind = reason === 'formats' ? 'formats' : sample ? 'sample' : 'token';
  return openPending({
    kind,
    sample,
    use: kind === 'formats' ? 'read' : useOf(request.sample),
    profile: reason === 'other-profile' ? null : refOf(profile),
    token: token && tokenIdOf(token),
  });
}

/**
 * Opens the copy window for copying a profile's token as a tool's configuration. Throws why no token of it can be
 * copied now: a failure is shown where the window was asked for, and not in a window where nothing can be done about
 * it.
 */
export async function openCopyAs(request: ProfileRef & { token: TokenId | null }): Promise<null> {
  const profile = refOf(await profileOf(refOf(request)));
  const [connection, { locked }] = await Promise.all([connectionOf(profile.connectionKey), getVaultStatus()]);
  const obstacle = copyObstacleOf(connection, locked);
  // The vault may lack a passphrase that is required.
  if (obstacle === 'locked') await requireOpenVault();
  if (obstacle) throw new FailureError({ code: obstacle });
  const token = request.token && tokenIdOf(request.token);
  return openPending({ kind: 'formats', sample: null, use: 'read', profile, token });
}

/** Opens the copy window for the active profile, from the icon's menu; see {@link openCopyAs}. */
export async function copyActiveAs(): Promise<null> {
  return openCopyAs({ ...(await activeRef()), token: null });
}

/**
 * Runs a copy. If a rule asks before a full token of this profile is copied, opens the copy window, which asks, and
 * throws `full-token`.
 */
export async function orConfirm<Value>(
  copy: () => Promise<Value>,
  ref: ProfileRef,
  { token, sample, use }: { token: TokenId | null; sample: DocsSample | null; use: TokenUse },
): Promise<Value> {
  try {
    return await copy();
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code !== 'full-token') throw error;
    const offered = await offeredTokens(await profileOf(ref), use);
    const chosen = token ?? offered.find(({ isDefault }) => isDefault);
    const kind = sample ? 'sample' : 'token';
    await openPending({
      kind,
      sample: sample && sampleOf(sample),
      use,
      profile: refOf(ref),
      token: chosen ? tokenIdOf(chosen) : null,
    });
    throw error;
  }
}

/** Returns the copy that the window is open for. Throws `copy-gone` when it has expired. */
export async function pendingCopy(): Promise<PendingCopy> {
  const { at, kind, profile, token } = await readPending();
  return { at, kind, profile, token };
}

/**
 * Returns what the pending copy would contain for a profile. Throws what {@link prepareSample} and reading tokens
 * throw.
 */
export async function previewCopy(
  request: ProfileRef & { at: number; format: CopyFormat | null },
): Promise<CopyPreview> {
  const { kind, sample, use } = await requirePending(request);
  const profile = await profileOf(refOf(request));
  const origin = originOf(profile.profileKey);
  const format = kind === 'formats' ? request.format : null;
  const hosts = format ? formatHosts(format, origin) : [];
  const prepared = sample && prepareSample(sample, profile);
  if (prepared) hosts.push(...prepared.calls.map((called) => new URL(called).host));
  return {
    tokens: await offeredTokens(profile, use, await acceptedBy(format, profile)),
    use,
    hosts,
    regionUnset: prepared?.regionUnset ?? false,
    formats: kind === 'formats' ? formatsFor(origin) : [],
    confirmsFull: kind === 'formats' || (await confirmsFull(profile)),
  };
}

/**
 * Returns which of a profile's tokens the tool accepts. Only their values show that: they are read if it matters, and
 * not kept.
 */
async function acceptedBy(
  format: CopyFormat | null,
  profile: Profile,
): Promise<((token: TokenId) => boolean) | undefined> {
  if (!format || !containsToken(format) || !needsPrefix(format)) return undefined;
  const { rows } = await callAsProfile(profile, fetchTokenValues);
  const accepted = rows
    .filter(({ value }) => takesToken(format, value))
    .map(({ name, createdAt }) => ({ name, createdAt }));
  return (token) => accepted.some((one) => sameToken(one, token));
}

/**
 * Carries out the pending copy with a profile's token. Throws `full-token` unless the person accepted a full one, and
 * `copy-gone` if the window was opened for another copy meanwhile.
 */
export async function copyPending(
  request: ProfileRef & {
    at: number;
    token: TokenId | null;
    format: CopyFormat | null;
    fullAccepted: boolean;
  },
): Promise<CopiedSample> {
  const pending = await requirePending(request);
  const { kind, sample, use } = pending;
  const profile = await profileOf(refOf(request));
  const { token, format, fullAccepted } = request;
  const options = { token, fullAccepted, use, check: () => requirePending(pending) };
  const copy = () => {
    if (kind === 'formats') return copyFormat(profile, format, options);
    return sample ? copySampleFor(profile, sample, options) : copyTokenFor(profile, options);
  };
  const copied = await copy();
  await forgetPending(pending);
  return copied;
}

async function copyFormat(
  profile: Profile,
  format: CopyFormat | null,
  options: CopyOptions,
): Promise<CopiedSample> {
  const origin = originOf(profile.profileKey);
  if (!format || !formatsFor(origin).includes(format)) throw new FailureError({ code: 'invalid-input' });
  const { email } = await connectionOf(profile.connectionKey);
  const subject = formatSubject(profile, email, await listProfiles());
  if (!containsToken(format)) {
    await writeClipboard(renderFormat(format, subject, ''), options.check);
    return { tokenName: '', permission: '', profileName: profile.name, ...UNCHANGED };
  }
  const fetched = await fetchToken(profile, options);
  if (mayBeFull(fetched.permission) && !options.fullAccepted) throw new FailureError({ code: 'full-token' });
  if (!takesToken(format, fetched.value))
    throw new FailureError({ code: 'invalid-input', detail: 'ruleMcpToken' satisfies RuleKey });
  const text = renderFormat(format, subject, fetched.value);
  await putOnClipboard(text, profile, fetched, options.check);
  return { ...copiedWith(fetched, profile), ...UNCHANGED };
}

/** Returns only a sample's properties: a page's message may contain others. */
function sampleOf({ profileKey, text, method, what }: DocsSample): DocsSample {
  return { profileKey, text, method, what };
}

import type { ProfileKey, ProfileRef } from '../../domain/identity/keys.ts';
import type { TokenId } from '../../domain/tokens/token.ts';
import type { CopiedSample, DocsSample } from '../../messages/protocol/docs.ts';
import { copySample, copyTokenAlone, useOf } from '../docs/copy-sample.ts';
import { orConfirm } from '../docs/copy-window.ts';
import { activeRef } from '../lookup.ts';
import { copyToken, copyTokenOf } from './copy.ts';

/*
 * Every way to copy a token at once, without the copy window. Where a rule on the profile's name asks before a full
 * token is copied, the window opens and asks.
 */

const TOKEN_ALONE = { token: null, sample: null, use: 'read' } as const;

/** {@link copyToken}, for the extension's pages. */
export function copyTokenOrConfirm(
  request: ProfileRef & { token: TokenId | null },
): ReturnType<typeof copyToken> {
  return orConfirm(() => copyToken(request), request, { ...TOKEN_ALONE, token: request.token });
}

/** {@link copyTokenOf}, for the address bar. */
export function copyTokenOfOrConfirm(ref: ProfileRef): ReturnType<typeof copyTokenOf> {
  return orConfirm(() => copyTokenOf(ref), ref, TOKEN_ALONE);
}

/** Copies the active profile's default token, for the menu and the shortcut. Throws like {@link copyToken}. */
export async function copyActiveTokenOrConfirm(): ReturnType<typeof copyTokenOf> {
  return copyTokenOfOrConfirm(await activeRef());
}

/** {@link copySample}, for the docs site. */
export async function copySampleOrConfirm(
  request: DocsSample & { token: TokenId | null },
): Promise<CopiedSample> {
  const { token } = request;
  return orConfirm(() => copySample(request), await activeRef(), {
    token,
    sample: request,
    use: useOf(request),
  });
}

/** {@link copyTokenAlone}, for the docs site. */
export async function copyTokenAloneOrConfirm(request: {
  profileKey: ProfileKey;
  sample: DocsSample | null;
}): Promise<CopiedSample> {
  return orConfirm(() => copyTokenAlone(request), await activeRef(), {
    ...TOKEN_ALONE,
    use: useOf(request.sample),
  });
}

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import type { Profile } from '../../../lib/domain/profiles/profile.ts';
import { ReauthFields } from '../../ui/reauth-fields.tsx';
import { announce } from '../../ui/toast.tsx';
import { useReauth } from '../../ui/use-reauth.ts';
import { useSend } from '../../ui/use-send.ts';
import { navigate, pageHref } from '../shell/router.ts';

/** What a confirm dialog needs of it. */
export interface ReauthenticatedRemoval {
  fields: ComponentChildren;
  busy: boolean;
  /** A failure that no field shows. */
  failure: Failure | null;
  onConfirm(): Promise<void>;
}

/**
 * A profile leaves the account for good, deleted or left: the person re-authenticates, `doneText` is announced, and
 * the list of profiles takes the place of the page that was about it.
 */
export function useReauthenticatedRemoval(
  message: 'deleteProfile' | 'leaveProfile',
  {
    profile: { connectionKey, profileKey },
    connection,
    doneText,
    onClose,
  }: { profile: Profile; connection: Connection; doneText: string; onClose: () => void },
): ReauthenticatedRemoval {
  const remove = useSend(message);
  const reauth = useReauth(connection);
  const [checked, setChecked] = useState(false);
  const { busy, failure } = remove;
  const onConfirm = async () => {
    setChecked(true);
    if (!reauth.complete) return;
    const result = await remove.run({
      connectionKey,
      profileKey,
      ...reauth.credentials,
    });
    if (result?.ok) {
      announce(doneText);
      onClose();
      navigate(pageHref('profiles'));
    } else if (result && reauth.askForCode(result.failure)) setChecked(false);
  };
  return {
    fields: <ReauthFields {...reauth.fields} failure={failure} errors={checked ? reauth.errors : {}} />,
    busy,
    failure: reauth.showsFailure(failure) ? null : failure,
    onConfirm,
  };
}

import type { ComponentChildren, Ref } from 'preact';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { refOf } from '../../../lib/domain/identity/keys.ts';
import type { Obstacle } from '../../../lib/domain/identity/obstacle.ts';
import type { Profile } from '../../../lib/domain/profiles/profile.ts';
import { obstacleToProfile } from '../../../lib/state/obstacle.ts';
import { ReauthFields } from '../../ui/reauth-fields.tsx';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { Remedy } from '../connect/remedy.tsx';
import { useReauthForm } from '../shared/use-reauth-form.ts';
import { navigateUnlessLeft, pageHref } from '../shell/router.ts';
import { ConsoleNote } from './console-note.tsx';

/** Props for a `ConfirmDialog`. */
interface ReauthenticatedRemoval {
  form: Ref<HTMLFormElement>;
  fields: ComponentChildren;
  busy: boolean;
  obstacle: Obstacle | null;
  remedy: ComponentChildren;
  /** A failure that no field shows. */
  failure: Failure | null;
  onConfirm(): Promise<void>;
}

/**
 * Returns the props of a dialog that deletes or leaves a profile: the person signs in again, then `doneText` is
 * announced and, unless another account still sees the profile, the list of profiles replaces its page if that is still
 * open.
 */
export function useReauthenticatedRemoval(
  message: 'deleteProfile' | 'leaveProfile',
  {
    profile,
    connection,
    doneText,
    staysVisible = false,
    onClose,
  }: {
    profile: Profile;
    connection: Connection;
    doneText: string;
    staysVisible?: boolean;
    onClose: () => void;
  },
): ReauthenticatedRemoval {
  const remove = useSend(message);
  // Leaving is confirmed by a sign-in, which names the method; a deletion has no field for it.
  const reauth = useReauthForm(connection, { sendsMethod: message === 'leaveProfile' });
  const { busy, failure } = remove;
  const onConfirm = async () => {
    if (!reauth.check()) return;
    const goTo = navigateUnlessLeft();
    // A deletion names what the person was shown: the profile may have another name by now.
    const request = { ...refOf(profile), name: profile.name, ...reauth.credentials };
    const result = await remove.run(request);
    if (result?.ok) {
      announce(doneText);
      onClose();
      if (!staysVisible) goTo(pageHref('profiles'));
    } else if (result) reauth.handleFailure(result.failure);
  };
  return {
    form: reauth.form,
    fields: (
      <>
        <ConsoleNote profile={profile} />
        <ReauthFields {...reauth.fields} failure={failure} />
      </>
    ),
    busy,
    obstacle: obstacleToProfile(profile),
    remedy: <Remedy connectionKey={connection.key} />,
    failure: reauth.showsFailure(failure) ? null : failure,
    onConfirm,
  };
}

import { useRef, useState } from 'preact/hooks';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { useReauth } from '../../ui/use-reauth.ts';
import { focusFirstError } from '../connect/focus-error.ts';

/** Returns the state of a form whose change needs a person to sign in again: see {@link useReauth}. */
export function useReauthForm(connection: Connection) {
  const form = useRef<HTMLFormElement>(null);
  const reauth = useReauth(connection);
  const [checked, setChecked] = useState(false);
  const focusError = () => requestAnimationFrame(() => focusFirstError(form.current));
  return {
    form,
    /** True from the first try to send on, when broken rules are shown. */
    checked,
    /** For {@link ReauthFields}. */
    fields: { ...reauth.fields, errors: checked ? reauth.errors : {} },
    /** For messages. */
    credentials: reauth.credentials,
    showsFailure: reauth.showsFailure,
    /** Returns true when everything is filled in; else shows what is not. `valid`: the form's other fields are. */
    check: (valid = true): boolean => {
      setChecked(true);
      if (valid && reauth.complete) return true;
      focusError();
      return false;
    },
    /** After a failure: asks for a code where one is required, and moves the focus to the field it is about. */
    failed: (failure: Failure) => {
      if (reauth.askForCode(failure)) setChecked(false);
      focusError();
    },
  };
}

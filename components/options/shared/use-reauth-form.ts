import { useRef, useState } from 'preact/hooks';
import type { Failure } from '../../../lib/domain/failure.ts';
import { useReauth } from '../../ui/use-reauth.ts';
import { focusErrorSoon } from './focus-first-error.ts';

/** Returns the state of a form for a change that requires signing in again; see {@link useReauth}. */
export function useReauthForm(...account: Parameters<typeof useReauth>) {
  const form = useRef<HTMLFormElement>(null);
  const reauth = useReauth(...account);
  const [checked, setChecked] = useState(false);
  return {
    form,
    /** True once the person tried to submit: broken rules are shown from then on. */
    checked,
    /** For {@link ReauthFields}. */
    fields: { ...reauth.fields, errors: checked ? reauth.errors : {} },
    /** For messages. */
    credentials: reauth.credentials,
    showsFailure: reauth.showsFailure,
    /**
     * Returns true if everything is filled in, and else shows what isn't. `valid`: the form's other fields are valid.
     */
    check: (valid = true): boolean => {
      setChecked(true);
      return valid && reauth.complete;
    },
    /** Asks for a code if the failure requires one, or else focuses the field that it is about. */
    handleFailure: (failure: Failure) => {
      if (reauth.askForCode(failure)) setChecked(false);
      else focusErrorSoon(form.current);
    },
  };
}

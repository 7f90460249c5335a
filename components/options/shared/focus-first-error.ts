/** Focuses a form's first field with an error, so that screen readers read the error. */
export function focusFirstError(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

/** Does so once the errors are shown that an event of the form brings about. */
export function focusErrorSoon(form: EventTarget | null): void {
  requestAnimationFrame(() => focusFirstError(form as HTMLElement | null));
}

/** Does so in every form that isn't sent, as it is filled in wrongly. */
export function focusErrorsOnSubmit(): void {
  // While capturing: a dialog's form keeps its event from the form around it.
  addEventListener('submit', ({ target }) => focusErrorSoon(target), true);
}

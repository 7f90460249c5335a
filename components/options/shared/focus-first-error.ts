/** Focuses a form's first field with an error, so that screen readers read the error. */
export function focusFirstError(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

/** Focuses a form's first field with an error in the next frame, when the errors of its event are drawn. */
export function focusErrorSoon(form: EventTarget | null): void {
  requestAnimationFrame(() => focusFirstError(form as HTMLElement | null));
}

/** From now on, every submit of a form on the page focuses the form's first field with an error, if there is one. */
export function focusErrorsOnSubmit(): void {
  // While capturing: a dialog's form keeps its event from the form around it.
  addEventListener('submit', ({ target }) => focusErrorSoon(target), true);
}

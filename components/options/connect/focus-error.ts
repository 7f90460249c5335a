/** Puts the focus on the first field of a form that is in error, so that its sentence is read. */
export function focusFirstError(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

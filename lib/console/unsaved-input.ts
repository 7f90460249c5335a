/** Fields whose content is lost with the page, except for those of {@link NO_CONTENT}. */
const FIELDS = 'input, textarea, select, [contenteditable]';
const NO_CONTENT = ['search', 'button', 'submit', 'reset', 'image', 'hidden'];

/**
 * Observes a person's input into a page from now on. Returns a function that returns true if a visible field's content
 * differs from before. The fields of a submitted form count as saved. In a page that a person has already used, the
 * fields with text count as changed: what they contained before isn't known.
 */
export function followInput(page: Document): () => boolean {
  const before = new Map<Element, string | null>();
  if (navigator.userActivation.hasBeenActive)
    for (const field of page.querySelectorAll(FIELDS)) if (hasText(field)) before.set(field, null);
  const remember = ({ target, isTrusted }: Event) => {
    const field = target instanceof Element ? target.closest(FIELDS) : null;
    if (isTrusted && field && !before.has(field)) before.set(field, contentOf(field));
  };
  // These events come before the content changes.
  for (const event of ['focusin', 'beforeinput', 'pointerdown']) page.addEventListener(event, remember, true);
  const forget = ({ target, isTrusted }: Event) => {
    if (!isTrusted || !(target instanceof HTMLFormElement)) return;
    const ofForm = new Set<Element>(target.elements);
    for (const field of before.keys()) if (ofForm.has(field) || target.contains(field)) before.delete(field);
  };
  page.addEventListener('submit', forget, true);
  return () => {
    for (const field of before.keys()) if (!field.isConnected) before.delete(field);
    return [...before].some(([field, content]) => field.checkVisibility() && contentOf(field) !== content);
  };
}

/** Returns true for a field that something may have been typed into: what is chosen always has content. */
function hasText(field: Element): boolean {
  if (field instanceof HTMLSelectElement) return false;
  if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type)) return false;
  return contentOf(field) !== '';
}

function contentOf(field: Element): string {
  if (field instanceof HTMLInputElement) {
    if (NO_CONTENT.includes(field.type)) return '';
    if (field.type === 'checkbox' || field.type === 'radio') return String(field.checked);
    return field.value;
  }
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) return field.value;
  return field.textContent ?? '';
}

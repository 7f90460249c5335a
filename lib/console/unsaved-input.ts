/** Fields whose content is lost with the page; a search is not. */
const FIELDS = 'input, textarea, select, [contenteditable]';
const NO_CONTENT = ['search', 'button', 'submit', 'reset', 'image', 'hidden'];

/**
 * Follows what a person types into a page, from now on, and returns a function that says whether some of it is still
 * there and differs from what the field held before. What a form that was sent held counts as saved.
 */
export function followInput(page: Document): () => boolean {
  const before = new Map<Element, string>();
  const remember = ({ target, isTrusted }: Event) => {
    const field = target instanceof Element ? target.closest(FIELDS) : null;
    if (isTrusted && field && !before.has(field)) before.set(field, contentOf(field));
  };
  // Before the content changes: a field is entered, then typed into; a choice is opened, then made.
  for (const event of ['focusin', 'beforeinput', 'pointerdown']) page.addEventListener(event, remember, true);
  page.addEventListener('submit', () => before.clear(), true);
  return () => {
    for (const field of before.keys()) if (!field.isConnected) before.delete(field);
    return [...before].some(([field, content]) => field.checkVisibility() && contentOf(field) !== content);
  };
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

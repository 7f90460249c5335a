import { signal } from '@preact/signals';

/** The page's open dialogs, the topmost last. */
export const openDialogs = signal<readonly HTMLDialogElement[]>([]);

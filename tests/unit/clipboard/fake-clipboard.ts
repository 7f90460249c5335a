import { FailureError } from '../../../lib/domain/failure.ts';

const INITIAL = { text: 'before', fails: false, replies: true, onWritten: async () => {} };

/** Stands in for the system's clipboard, which no test may touch. `onWritten` runs before the reply. */
export const clipboard = { ...INITIAL };

export function resetClipboard(): void {
  Object.assign(clipboard, INITIAL);
}

export async function writeClipboard(text: string, check?: () => Promise<void>): Promise<void> {
  await check?.();
  if (clipboard.fails) throw new FailureError({ code: 'clipboard' });
  clipboard.text = text;
  await clipboard.onWritten();
  if (!clipboard.replies) throw new FailureError({ code: 'outcome-unknown', detail: 'ruleCopyUnknown' });
}

export async function readClipboard(): Promise<string> {
  return clipboard.text;
}

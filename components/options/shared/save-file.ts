import { MINUTE_MS } from '../../../lib/domain/time.ts';

/** Downloads a text as a file. CSV gets a byte order mark, so that spreadsheets read it as UTF-8. */
export function saveFile(name: string, text: string, type = 'text/csv'): void {
  const url = URL.createObjectURL(
    new Blob(type === 'text/csv' ? ['\uFEFF', text] : [text], { type: `${type};charset=utf-8` }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** Returns the day `yyyy-mm-dd` of a time (epoch ms) for a file's name: the one that this computer's clock shows. */
export function fileDay(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 10);
}

/** Returns a name as a part of a file's name: its letters and digits, with a hyphen for what is between them. */
export function filePart(name: string): string {
  return name.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
}

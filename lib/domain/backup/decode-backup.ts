import { BACKUP_FORMAT } from './backup.ts';

/**
 * Decodes a chosen file. Returns the broken rule, a message key, unless it is a backup in UTF-8, as each export is:
 * read as UTF-8, another encoding would change letters without a word.
 */
export function decodeBackup(
  bytes: ArrayBuffer,
): { ok: true; text: string } | { ok: false; rule: 'ruleBackupNotOurs' | 'ruleBackupEncoding' } {
  const text = decodeUtf8(bytes);
  if (text?.includes(BACKUP_FORMAT)) return { ok: true, text };
  // In UTF-16, the letters of the format have a zero between them.
  const isBackup = new TextDecoder().decode(bytes).replaceAll('\0', '').includes(BACKUP_FORMAT);
  return { ok: false, rule: isBackup ? 'ruleBackupEncoding' : 'ruleBackupNotOurs' };
}

/** Returns null if the bytes aren't UTF-8. */
function decodeUtf8(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Nothing is lost: the file stays as it is, and its rule says what to do.
    return null;
  }
}

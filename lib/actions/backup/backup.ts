import { logError } from '../../diagnostics/error-log.ts';
import type { Backup, BackupPreview, ImportMode } from '../../domain/backup/backup.ts';
import { backupFile, type LeftOutHistory } from '../../domain/backup/backup-file.ts';
import { parseBackup, readBackup } from '../../domain/backup/parse-backup.ts';
import { withinPolicy } from '../../domain/backup/within-policy.ts';
import { brokenRule, FailureError } from '../../domain/failure.ts';
import { currentPolicy } from '../../policy/policy.ts';
import { getBackup } from '../../store/backup.ts';
import { importIntoStore } from '../../store/backup-import.ts';
import { previewImport } from '../../store/backup-preview.ts';
import { getPreferences } from '../../store/settings.ts';
import { getVaultStatus, isHiddenWhileLocked } from '../../store/vault-status.ts';
import { requireOpenVault } from '../require-open-vault.ts';

/**
 * Returns everything but secrets as one readable file; see {@link backupFile}. Throws `locked` while numbers are
 * hidden.
 */
export async function exportBackup(): Promise<{ text: string; leftOut: LeftOutHistory }> {
  if (isHiddenWhileLocked(await getVaultStatus(), await getPreferences()))
    throw new FailureError({ code: 'locked' });
  return backupFile(withoutDamage(await getBackup()));
}

/** Returns a backup without damaged rows, which are recorded: because of one, the whole file would be refused. */
function withoutDamage(backup: Backup): Backup {
  const read = readBackup(JSON.parse(JSON.stringify(backup)));
  if (!read.ok) return backup;
  for (const where of read.invalid) logError(`backup: ${where}`, new TypeError());
  return read.backup;
}

/** Returns what an import would do. Throws `invalid-input` (detail: the rule that the file breaks). */
export async function previewBackup(request: { text: string }): Promise<BackupPreview> {
  const { allowed, forbidden } = await backupIn(request.text);
  return previewImport(allowed, forbidden);
}

/**
 * Imports a backup, all of it or nothing; see {@link importIntoStore}. Throws what {@link previewBackup} throws,
 * `invalid-input` (`ruleBackupChanged`) when it isn't anymore what the person confirmed, and `locked`: settings that
 * protect the vault are among it.
 */
export async function importBackup(request: {
  text: string;
  mode: ImportMode;
  confirmed: BackupPreview;
}): Promise<null> {
  const { allowed, forbidden } = await backupIn(request.text);
  await requireOpenVault();
  const mode = request.mode === 'replace' ? 'replace' : 'merge';
  const { confirmed } = request;
  const isImported = await importIntoStore(allowed, { mode, forbidden, confirmed, now: Date.now() });
  if (!isImported) throw brokenRule('confirmed', 'ruleBackupChanged');
  return null;
}

async function backupIn(text: string): Promise<ReturnType<typeof withinPolicy>> {
  const read = parseBackup(text);
  if (!read.ok) throw brokenRule('file', read.rule);
  const { policy } = await currentPolicy();
  return withinPolicy(read.backup, policy);
}

import type { BackupPreview, ImportMode } from '../../domain/backup/backup.ts';
import type { LeftOutHistory } from '../../domain/backup/backup-file.ts';
import type { Result } from '../../domain/failure.ts';

export interface BackupProtocol {
  /** Returns everything but secrets as one readable file, and the history for which it has no room. */
  exportBackup(): Result<{ text: string; leftOut: LeftOutHistory }>;
  /** Checks a file and returns what importing it would do; `invalid-input` with the rule that it breaks. */
  previewBackup(request: { text: string }): Result<BackupPreview>;
  /** Imports a file, all of it or nothing; `invalid-input` when that would do something else than `confirmed`. */
  importBackup(request: { text: string; mode: ImportMode; confirmed: BackupPreview }): Result<null>;
}

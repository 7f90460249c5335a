import type { Periodicity } from '../usage/history.ts';
import { type Backup, MAX_BACKUP_LENGTH } from './backup.ts';

/** The usage history that a file has no room for: none of it, its hours, or all of it. */
export type LeftOutHistory = 'none' | 'hours' | 'all';

/** What a file contains of the history, the most first. */
const HISTORY_CHOICES: readonly [LeftOutHistory, readonly Periodicity[]][] = [
  ['none', ['hour', 'day', 'month']],
  ['hours', ['day', 'month']],
  ['all', []],
];

/** Returns a backup as a file that can be imported: of the history, which the platform keeps, only what fits. */
export function backupFile(
  backup: Backup,
  maxBytes: number = MAX_BACKUP_LENGTH,
): { text: string; leftOut: LeftOutHistory } {
  let file = { text: '', leftOut: 'none' as LeftOutHistory };
  for (const [leftOut, periodicities] of HISTORY_CHOICES) {
    const history = backup.history.filter(({ periodicity }) => periodicities.includes(periodicity));
    file = { text: textOf({ ...backup, history }), leftOut };
    if (new Blob([file.text]).size <= maxBytes) break;
  }
  return file;
}

/** Returns the backup as JSON with a line for each row, which is readable and half as long as indented JSON. */
function textOf(backup: Backup): string {
  const parts = Object.entries(backup).map(([name, value]) => {
    const rows = Array.isArray(value) ? `[\n${value.map((row) => JSON.stringify(row)).join(',\n')}\n]` : null;
    return `${JSON.stringify(name)}: ${rows ?? JSON.stringify(value)}`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}

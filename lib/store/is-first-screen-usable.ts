import type { SettingRow, StoredFirstScreen } from './schema.ts';

/** Returns true if a row of `settings` is a first screen that this page may show; `now`: epoch ms. */
export function isFirstScreenUsable(
  row: SettingRow | undefined,
  { version, language, now }: { version: string; language: string; now: number },
): row is StoredFirstScreen {
  return (
    row !== undefined &&
    'screen' in row &&
    row.version === version &&
    row.language === language &&
    row.from <= now &&
    now < row.until
  );
}

import { settingRow } from './setting-row.ts';
import { read, write } from './transaction.ts';

/** Wrong passphrases since the last right one. */
export interface PassphraseAttempts {
  count: number;
  /** Epoch ms of the last one. */
  lastAt: number;
}

/** Returns the wrong passphrases so far. They are in the database, so that a restart doesn't reset the count. */
export async function getPassphraseAttempts(): Promise<PassphraseAttempts> {
  return read(['settings'], async (transaction) => {
    const row = await settingRow(transaction.objectStore('settings'), 'passphraseTries');
    return row ?? { count: 0, lastAt: 0 };
  });
}

export async function putPassphraseAttempts({ count, lastAt }: PassphraseAttempts): Promise<void> {
  await write(['settings'], async (transaction) => {
    await transaction.objectStore('settings').put({ key: 'passphraseTries', count, lastAt });
  });
}

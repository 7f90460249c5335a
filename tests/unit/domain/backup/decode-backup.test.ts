import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { BACKUP_FORMAT } from '../../../../lib/domain/backup/backup.ts';
import { decodeBackup } from '../../../../lib/domain/backup/decode-backup.ts';

const decode = (bytes: Uint8Array) => decodeBackup(new Uint8Array(bytes).buffer);
const backupWith = (label: string) => JSON.stringify({ format: BACKUP_FORMAT, label }, null, 2);

it('returns the text of any backup in UTF-8, with or without a byte order mark', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '\ufeff'), (label, mark) => {
      const text = backupWith(label);
      expect(decode(Buffer.from(mark + text))).toEqual({ ok: true, text });
    }),
  );
});

it.each<[string, Uint8Array]>([
  ['Latin-1', Buffer.from(backupWith('São Paulo'), 'latin1')],
  ['UTF-16', Buffer.from(`\ufeff${backupWith('São Paulo')}`, 'utf16le')],
  ['UTF-16 without a byte order mark', Buffer.from(backupWith('Sao Paulo'), 'utf16le')],
  ['UTF-8 that was cut off within a letter', Buffer.from(backupWith('São')).subarray(0, -5)],
])('refuses a backup that an editor saved in another encoding: %s', (_, bytes) => {
  expect(decode(bytes)).toEqual({ ok: false, rule: 'ruleBackupEncoding' });
});

it('says of any other file that it isn’t a backup', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(decode(bytes)).toEqual({ ok: false, rule: 'ruleBackupNotOurs' });
    }),
  );
});

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { filesOf, leakedInText, missedPlanted } from '../../faults/leaks.ts';

const TOKEN = 'p-11111111-2222-4333-8444-555555555555';
const tokens = new Map([[TOKEN, 'Name 1']]);

test('a token in a text is named, with or without its prefix', () => {
  expect(leakedInText('the reply', 'nothing', tokens)).toEqual([]);
  expect(leakedInText('the reply', `{"token":"${TOKEN}"}`, tokens)).toEqual([
    'the token "Name 1" lies in the reply',
  ]);
  const bare = TOKEN.slice(2);
  expect(leakedInText('the reply', bare, new Map([[bare, 'Name 1']]))).toHaveLength(1);
});

test('a place where the planted token is not found is named', () => {
  expect(missedPlanted({ stores: { text: '', planted: ['IndexedDB', 'caches'] } })).toEqual([
    'the search of stores does not find the token that was planted in IndexedDB',
    'the search of stores does not find the token that was planted in caches',
  ]);
});

test('files are read again when the browser moves one meanwhile', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'leaks-'));
  fs.writeFileSync(path.join(folder, '000003.log'), `stored ${TOKEN}`);
  const read = vi.spyOn(fs, 'readFileSync').mockImplementationOnce(() => {
    fs.renameSync(path.join(folder, '000003.log'), path.join(folder, '000005.ldb'));
    throw new Error('ENOENT');
  });
  expect(filesOf(folder)).toEqual({ '000005.ldb': `stored ${TOKEN}` });
  read.mockRestore();
  fs.rmSync(folder, { recursive: true });
});

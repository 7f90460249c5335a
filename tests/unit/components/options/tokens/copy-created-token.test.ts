import { beforeEach, expect, it, vi } from 'vitest';

const sent = vi.hoisted(() => ({ send: vi.fn() }));
vi.mock('../../../../../lib/messages/client.ts', () => sent);

import { copyCreatedToken } from '../../../../../components/options/tokens/copy-created-token.ts';
import { isTextOf } from '../../../../../lib/domain/text/fingerprint.ts';
import { connectionRow, profileRow } from '../../../store/rows.ts';

const { connectionKey, profileKey } = profileRow(connectionRow().key, 1);
const made = { name: 'Export', token: 'p-0123456789abcdef0123456789abcdef' };
const writeText = vi.fn();

beforeEach(() => {
  sent.send.mockReset().mockResolvedValue({ ok: true, value: null });
  writeText.mockReset().mockResolvedValue(undefined);
  vi.stubGlobal('navigator', { clipboard: { writeText } });
});

it('a new token is copied, and the background receives its fingerprint, not its value', async () => {
  await copyCreatedToken({ connectionKey, profileKey }, made.name, made.token);
  expect(writeText).toHaveBeenCalledExactlyOnceWith(made.token);
  const [type, data] = sent.send.mock.calls[0] as [string, { fingerprint: never }];
  expect([type, data]).toEqual([
    'recordTokenCopy',
    { connectionKey, profileKey, name: 'Export', fingerprint: expect.anything() },
  ]);
  expect(await isTextOf(data.fingerprint, made.token)).toBe(true);
  expect(await isTextOf(data.fingerprint, `${made.token} `)).toBe(false);
  expect(JSON.stringify(sent.send.mock.calls)).not.toContain(made.token);
});

it('a copy that the browser refuses fails, and is not recorded', async () => {
  writeText.mockRejectedValue(new DOMException('no', 'NotAllowedError'));
  await expect(copyCreatedToken({ connectionKey, profileKey }, made.name, made.token)).rejects.toThrow();
  expect(sent.send).not.toHaveBeenCalled();
});

it('the copy succeeds although the background does not respond', async () => {
  sent.send.mockRejectedValue(new Error('gone'));
  await copyCreatedToken({ connectionKey, profileKey }, made.name, made.token);
  expect(writeText).toHaveBeenCalled();
});

import { beforeEach, describe, expect, it, vi } from 'vitest';

const sent = vi.hoisted(() => ({ send: vi.fn() }));
vi.mock('../../../../lib/messages/client.ts', async (original) => ({
  ...(await original<typeof import('../../../../lib/messages/client.ts')>()),
  send: sent.send,
}));

import {
  chooseFormat,
  chooseProfile,
  chosen,
  chosenToken,
  copy,
  failure,
  format,
  formats,
  fullAccepted,
  leaveGoneProfile,
  pending,
  preview,
  readPreview,
  token,
} from '../../../../components/pick/pick-model.ts';
import type { CopyFormat } from '../../../../lib/domain/copy-formats/copy-format.ts';
import type { CopyPreview } from '../../../../lib/messages/protocol/docs.ts';
import { connectionRow, profileRow } from '../../store/rows.ts';

const FORMATS: CopyFormat[] = ['token', 'curl', 'mcp-cursor'];
const profile = profileRow(connectionRow().key, 1);

/** How to answer the requests that wait, by format. */
const waiting = new Map<CopyFormat | null, (answer: unknown) => void>();
const previewOf = (hosts: string[]): CopyPreview => ({
  tokens: [{ name: 'Export', createdAt: '2026-01-01', permission: 'full', fits: true, isDefault: true }],
  use: 'read',
  hosts,
  regionUnset: false,
  formats: FORMATS,
  confirmsFull: true,
});
async function answer(name: CopyFormat | null, hosts: string[]): Promise<void> {
  await vi.waitFor(() => expect(waiting.has(name)).toBe(true));
  waiting.get(name)!({ ok: true, value: previewOf(hosts) });
  await vi.waitFor(() => expect(format.value === name ? preview.value : null).not.toBeNull());
}

beforeEach(async () => {
  waiting.clear();
  sent.send.mockReset().mockImplementation((_, data) => {
    return new Promise((resolve) => waiting.set(data.format, resolve));
  });
  pending.value = { at: 1, kind: 'formats', profile: null, token: null };
  format.value = 'curl';
  void chooseProfile(profile);
  await answer('curl', ['api.us-e1.tago.io']);
});

describe('choosing another format', () => {
  it('shows nothing of the one before until its own preview is there', async () => {
    expect(chosenToken.value?.name).toBe('Export');
    void chooseFormat('mcp-cursor');
    expect([preview.value, chosenToken.value]).toEqual([null, null]);
    expect(formats.value).toEqual(FORMATS);
    await copy();
    expect(sent.send).not.toHaveBeenCalledWith('copyPending', expect.anything());
    await answer('mcp-cursor', ['mcp.example']);
    expect(preview.value?.hosts).toEqual(['mcp.example']);
  });

  it('says that the preview failed, and shows no other one', async () => {
    void chooseFormat('mcp-cursor');
    await vi.waitFor(() => expect(waiting.has('mcp-cursor')).toBe(true));
    waiting.get('mcp-cursor')!({ ok: false, failure: { code: 'offline' } });
    await vi.waitFor(() => expect(failure.value).toEqual({ code: 'offline' }));
    expect(preview.value).toBeNull();
    expect(formats.value).toEqual(FORMATS);
    void chooseFormat('curl');
    expect(failure.value).toBeNull();
  });

  it('reads the preview again on request, and says what failed until then', async () => {
    void chooseFormat('mcp-cursor');
    await vi.waitFor(() => expect(waiting.has('mcp-cursor')).toBe(true));
    waiting.get('mcp-cursor')!({ ok: false, failure: { code: 'offline' } });
    await vi.waitFor(() => expect(failure.value).toEqual({ code: 'offline' }));
    waiting.clear();
    void readPreview();
    expect(failure.value).toEqual({ code: 'offline' });
    await answer('mcp-cursor', ['mcp.example']);
    expect(failure.value).toBeNull();
  });

  it('takes the default token where the chosen one doesn’t fit', async () => {
    token.value = { name: 'Old key', createdAt: '2025-01-01' };
    void chooseFormat('mcp-cursor');
    await answer('mcp-cursor', ['mcp.example']);
    expect(chosenToken.value?.name).toBe('Export');
  });

  it('asks again before a token with full permission is copied', () => {
    fullAccepted.value = true;
    void chooseFormat('token');
    expect(fullAccepted.value).toBe(false);
  });
});

it('that gets no reply says that the clipboard may have it', async () => {
  sent.send.mockRejectedValue(new Error('no response'));
  await copy();
  expect(failure.value).toEqual({ code: 'outcome-unknown', detail: 'ruleCopyUnknown' });
});

describe('what is gone by the time that it is copied', () => {
  it.each([{ code: 'token-gone' }, { code: 'malformed' }])(
    'is a token ($code): another one can be chosen from the list as it is now',
    async ({ code }) => {
      token.value = { name: 'Export', createdAt: '2026-01-01' };
      fullAccepted.value = true;
      sent.send.mockImplementation(async (type) =>
        type === 'copyPending'
          ? { ok: false, failure: { code } }
          : { ok: true, value: { ...previewOf(['api.us-e1.tago.io']), tokens: [] } },
      );
      await copy();
      expect(failure.value?.code).toBe(code);
      expect([token.value, fullAccepted.value]).toEqual([null, false]);
      expect(preview.value?.tokens).toEqual([]);
    },
  );

  it('is a profile: another one can be chosen, and it is said why', () => {
    leaveGoneProfile();
    expect(chosen.value).toBeNull();
    expect(failure.value?.detail).toBe('rulePickGone');
  });
});

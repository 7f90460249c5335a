import { expect, it, vi } from 'vitest';

const client = vi.hoisted(() => ({ send: vi.fn() }));
vi.mock('../../../../../lib/messages/client.ts', async (original) => ({ ...(await original()), ...client }));

import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { revokeIn } from '../../../../../components/options/tokens/revoke-in.ts';
import { tokenRows } from '../../../../../components/options/tokens/token-rows.ts';
import { isolate } from '../../../../../lib/domain/text/foreign.ts';
import type { TokenFacts } from '../../../../../lib/domain/tokens/token.ts';
import { connectionRow, profileRow } from '../../../store/rows.ts';

const profile = { ...profileRow(connectionRow(1).key, 1), name: 'Demo' };
const made = (day: string) => ({ name: 'Gateway', createdAt: `2026-11-${day}T12:00:00.000Z` });
const tokens = [made('01'), made('29')] as TokenFacts[];
const rows = tokenRows([{ profile, disambiguationTags: [], tokens: { tokens } } as unknown as ProfileRow]);
const labels = [/^Gateway.*Nov 1, .*\(Demo\)$/, /^Gateway.*Nov 29, .*\(Demo\)$/];
const matching = (label: RegExp) => expect.stringMatching(label);

it('the results say which of two tokens of one name, as a rotation makes them, is still alive', async () => {
  const inUse = { code: 'not-allowed', detail: 'ruleTokenInUse' };
  const value = [null, inUse].map((failure, index) => ({ token: made(index === 0 ? '01' : '29'), failure }));
  client.send.mockResolvedValueOnce({ ok: true, value });
  expect(await revokeIn(rows)).toEqual([
    { label: matching(labels[0]!), failure: null },
    { label: matching(labels[1]!), failure: inUse },
  ]);
  const failure = { code: 'locked' };
  client.send.mockResolvedValueOnce({ ok: false, failure });
  expect(await revokeIn(rows)).toEqual(labels.map((label) => ({ label: matching(label), failure })));
});

it('the name of a token doesn’t turn its profile’s name around', async () => {
  const name = 'Gateway \u05d0';
  const [row] = rows;
  client.send.mockResolvedValueOnce({ ok: true, value: [{ failure: null }] });
  expect(await revokeIn([{ ...row!, label: name }])).toEqual([
    { label: `${isolate(name)} (Demo)`, failure: null },
  ]);
});

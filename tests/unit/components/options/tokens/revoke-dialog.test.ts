import { h } from 'preact';
import { expect, it } from 'vitest';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { RevokeDialog } from '../../../../../components/options/tokens/revoke-dialog.tsx';
import { tokenRows } from '../../../../../components/options/tokens/token-rows.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { draw, openFakePage, watchDrawn } from '../../fake-page.ts';

const profile = makeProfile(makeConnection('a'), 'p1', 'Demo');

it('of two tokens that a rotation gave one name on one day, it shows which one is revoked', () => {
  const tokens = ['09:15', '16:40'].map((time) => ({
    name: 'CI',
    permission: 'full',
    createdAt: `2026-11-30T${time}:00.000Z`,
    expiresAt: null,
    lastAuthorizedAt: null,
  }));
  const row = { id: 'p1', profile, disambiguationTags: [], tokens: { tokens } } as unknown as ProfileRow;
  const names: string[] = [];
  openFakePage();
  watchDrawn(
    (name, props) => name === 'bdi' && names.push(String((props as { children: unknown }).children)),
  );
  for (const token of tokenRows([row]))
    draw(h(RevokeDialog, { key: token.id, rows: [token], onClose: () => {} }));
  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(name).toMatch(/^CI.*Nov 30, 2026, /);
});

it('what is to say what came of it is there before: screen readers announce only what appears in what they know', () => {
  const row = { id: 'p1', profile, disambiguationTags: [], tokens: { tokens: [] } } as unknown as ProfileRow;
  let regions = 0;
  openFakePage();
  watchDrawn((name, props) => {
    if (name === 'div' && (props as { role?: string }).role === 'status') regions += 1;
  });
  draw(h(RevokeDialog, { rows: tokenRows([row]), onClose: () => {} }));
  expect(regions).toBe(1);
});

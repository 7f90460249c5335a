import { h } from 'preact';
import { expect, it } from 'vitest';
import { EMPTY_REAUTH, ReauthFields } from '../../../../components/ui/reauth-fields.tsx';
import type { ApiOrigin } from '../../../../lib/domain/identity/keys.ts';
import { draw, openFakePage, watchDrawn } from '../fake-page.ts';

it('what is to say that a code is needed is there before: screen readers announce only what appears in what they know', () => {
  let regions = 0;
  openFakePage();
  watchDrawn((_name, props) => {
    if ((props as { role?: string }).role === 'status') regions += 1;
  });
  draw(
    h(ReauthFields, {
      origin: 'https://api.us-e1.tago.io' as ApiOrigin,
      email: 'ines@acme.example',
      value: EMPTY_REAUTH,
      onChange: () => {},
      otpType: null,
      failure: null,
    }),
  );
  expect(regions).toBe(1);
});

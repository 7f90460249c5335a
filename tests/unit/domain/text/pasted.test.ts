import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasSeveralTokens,
  isCode,
  pastedCode,
  pastedEmail,
  pastedToken,
} from '../../../../lib/domain/text/pasted.ts';

const TOKEN = 'p-0123456789abcdef0123456789abcdef';
const UUID = '8be70d95-0dbc-4e16-89b6-b23b077d05e5';

describe('a pasted token', () => {
  it.each([
    TOKEN,
    ` ${TOKEN}\n`,
    `"${TOKEN}"`,
    `'${TOKEN}',`,
    `“${TOKEN}”`,
    `«${TOKEN}».`,
    `\`${TOKEN}\``,
    `<${TOKEN}>`,
    `Bearer ${TOKEN}`,
    `bearer  "${TOKEN}"`,
    `token: ${TOKEN}`,
    `Token:${TOKEN}`,
    `"token": "${TOKEN}",`,
    `{ "token": "${TOKEN}" }`,
    `token = '${TOKEN}';`,
    `Profile-Token: ${TOKEN}`,
    `Authorization: Bearer ${TOKEN}`,
    `Authorization: Token ${TOKEN}`,
    `Token:\n  ${TOKEN}`,
    `-H 'Profile-Token: ${TOKEN}' \\`,
    `--header "authorization: ${TOKEN}"`,
    `TAGOIO_PROFILE_TOKEN=${TOKEN}`,
    `MY__TOKEN=${TOKEN}`,
    `_TOKEN=${TOKEN}`,
    `${TOKEN}${'\n'.repeat(2000)}`,
    `export TAGOIO_TOKEN="${TOKEN}"`,
    `const token = "${TOKEN}";`,
    `Your profile token is ${TOKEN}.`,
    `The token is: ${TOKEN}`,
    `token := "${TOKEN}"`,
    `O token é ${TOKEN}.`,
    `El token es «${TOKEN}».`,
    `curl -H 'token: ${TOKEN}' https://api.us-e1.tago.io/info`,
    `curl https://api.us-e1.tago.io/info -H "Authorization: Bearer ${TOKEN}"`,
    `const device = new Device({ token: "${TOKEN}" });`,
    `{"name": "Acme", "token": "${TOKEN}", "active": true}`,
    `\u200b${TOKEN}\ufeff`,
    `\u202a${TOKEN}\u202c`,
    `${TOKEN.slice(0, 9)}\u00ad${TOKEN.slice(9)}`,
    `\u00a0${TOKEN}\u3000`,
  ])('is found in %j', (text) => {
    expect(pastedToken(text)).toBe(TOKEN);
  });

  it('of the older kind, a UUID, is found too', () => {
    expect(pastedToken(`token: "${UUID}"`)).toBe(UUID);
  });

  it('is never joined from two: blanks between words stay', () => {
    expect(pastedToken(`${TOKEN} ${TOKEN}`)).toContain(' ');
    expect(pastedToken(`${TOKEN}\n${TOKEN}`)).toContain('\n');
    expect(pastedToken('')).toBe('');
    expect(pastedToken('token: ""')).toBe('');
  });

  it.each([
    `Account token: ${TOKEN}\nDevice token: ${UUID}`,
    // As a field of one line joins them.
    `Account token: ${TOKEN}Device token: ${UUID}`,
    `token: ${TOKEN}token: ${UUID}`,
    `Account token: ${TOKEN} / Device token: ${UUID}.`,
    `-H "Authorization: Bearer ${TOKEN}" -H 'Device-Token: ${UUID}'`,
    `{"token":"${TOKEN}","refresh_token":"${UUID}"}`,
  ])('isn’t chosen among several: %j', (text) => {
    expect(hasSeveralTokens(text)).toBe(true);
    expect(pastedToken(text)).toBe(text);
  });

  it('is found where a text has it twice, or another label without a token', () => {
    expect(pastedToken(`token: ${TOKEN}\nProfile-Token: "${TOKEN}"`)).toBe(TOKEN);
    expect(pastedToken(`token: ${TOKEN}\nDevice token: none`)).toBe(TOKEN);
    expect(pastedToken(`token: ${TOKEN}\nName of the token: production-backend`)).toBe(TOKEN);
    expect(pastedToken(`accountToken = "${TOKEN}"; new Account({ token: ownAccountToken });`)).toBe(TOKEN);
  });

  it('is unchanged when it is cleaned a second time, whatever was pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(pastedToken(pastedToken(text))).toBe(pastedToken(text));
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^(p-|a-|at|)[0-9a-f-]{8,64}[0-9a-f]$/), (token) => {
        expect(pastedToken(token)).toBe(token);
      }),
    );
  });
});

describe('a two-factor code', () => {
  it.each([
    '123456',
    '123 456',
    ' 123 456 ',
    '123-456',
    '123–456',
    '123.456',
    '1 2 3 4 5 6',
    '\u202a123\u00a0456\u202c',
    '１２３４５６',
  ])('%j is read as 123456', (text) => {
    expect(pastedCode(text)).toBe('123456');
    expect(isCode(text)).toBe(true);
  });

  it.each(['', '12345', '1234567', '12345a', 'abcdef'])('%j is not one', (text) => {
    expect(isCode(text)).toBe(false);
  });
});

describe('a pasted address', () => {
  it.each([
    'ana@example.com',
    ' ana@example.com\u200b',
    'mailto:ana@example.com',
    'Ana Álvarez <ana@example.com>',
    '"Álvarez, Ana" <ana@example.com>',
    '<ana@example.com>,',
    'Ana <ana@example.com>;',
    '"Álvarez, Ana" <ana@example.com> ,',
    'mailto:ana@example.com?subject=a&body=b%0A',
    'Ana <mailto:ana@example.com?cc=ben@example.com>',
    '"mailto:ana@example.com"',
    '"ana@example.com"',
  ])('is found in %j', (text) => {
    expect(pastedEmail(text)).toBe('ana@example.com');
  });
});

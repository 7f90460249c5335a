import { describe, expect, it } from 'vitest';
import { publicLogoAddress } from '../../../../lib/domain/profiles/logo-address.ts';

describe('publicLogoAddress', () => {
  it.each([
    'https://api.us-e1.tago.io/file/5f1a/logo.png',
    'https://acme.example/logo.png?v=2',
    'https://cdn.acme.example./logo.png',
  ])('allows %s', (address) => {
    expect(publicLogoAddress(address)).toBe(address);
  });

  it.each([
    null,
    '',
    'logo.png',
    'http://acme.example/logo.png',
    'https://acme.example:8443/logo.png',
    'https://user:secret@acme.example/logo.png',
    'https://localhost/logo.png',
    'https://LOCALHOST./logo.png',
    'https://app.localhost/logo.png',
    'https://printer/logo.png',
    'https://nas.local/logo.png',
    'https://router.home.arpa/logo.png',
    'https://127.0.0.1/logo.png',
    'https://2130706433/logo.png',
    'https://0x7f.1/logo.png',
    'https://10.0.0.1/logo.png',
    'https://8.8.8.8/logo.png',
    'https://[::1]/logo.png',
    'https://[::ffff:127.0.0.1]/logo.png',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
    'blob:https://acme.example/1',
    `https://acme.example/${'x'.repeat(3000)}`,
  ])('refuses %s', (address) => {
    expect(publicLogoAddress(address)).toBeNull();
  });
});

import { expect, it } from 'vitest';
import { fingerprintOf, isTextOf } from '../../../../lib/domain/text/fingerprint.ts';

it('recognizes a text after Windows’ clipboard replaced its line ends, and no other text', async () => {
  const copied = await fingerprintOf('TAGO_TOKEN=p-1\nTAGO_API=https://api.us-e1.tago.io\n');
  expect(await isTextOf(copied, 'TAGO_TOKEN=p-1\r\nTAGO_API=https://api.us-e1.tago.io\r\n')).toBe(true);
  expect(await isTextOf(copied, 'TAGO_TOKEN=p-1\nTAGO_API=https://api.us-e1.tago.io\n')).toBe(true);
  expect(await isTextOf(copied, 'TAGO_TOKEN=p-1 TAGO_API=https://api.us-e1.tago.io ')).toBe(false);
});

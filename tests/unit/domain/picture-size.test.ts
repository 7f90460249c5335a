import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureSize } from '../../../lib/domain/picture-size.ts';

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g)!.map((pair) => Number.parseInt(pair, 16)));

describe('the size of a picture', () => {
  it.each([
    ['a PNG', '89504e470d0a1a0a0000000d49484452000186a0000186a00806000000', 100_000, 100_000],
    ['a GIF', '474946383961ff7f0080f70000', 0x7fff, 0x8000],
    ['a JPEG', 'ffd8ffe000104a46494600010100000100010000ffc2001108fffe00100301220002110103', 0x10, 0xfffe],
    ['a JPEG with fill bytes', 'ffd8ffffffc0000b08000200030101', 3, 2],
    ['a WebP, lossy', '52494646000000005745425056503820000000003001009d012a40018000', 0x140, 0x80],
    ['a WebP, lossless', '5249464600000000574542505650384c000000002fffffff0f', 0x4000, 0x4000],
    ['a WebP, extended', '524946460000000057454250565038580a00000000000000ffffff0f0000', 0x1000000, 0x10],
  ])('of %s is read from its header', (_, hex, width, height) => {
    expect(pictureSize(bytes(hex))).toEqual({ width, height });
  });

  it('is right for a real picture', () => {
    const icon = fs.readFileSync('public/icon/128.png');
    expect(pictureSize(icon)).toEqual({ width: 128, height: 128 });
  });

  it('is null or two non-negative numbers for any other bytes', () => {
    expect(pictureSize(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull();
    const starts = ['', '89504e47', 'ffd8', 'ffd8ffc0', '474946383961', '52494646000000005745425056503858'];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 64 }), (start, rest) => {
        const size = pictureSize(Uint8Array.from([...(start ? bytes(start) : []), ...rest]));
        if (size) for (const side of Object.values(size)) expect(side).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2000 },
    );
  });
});

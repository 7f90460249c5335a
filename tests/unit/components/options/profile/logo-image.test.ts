import { describe, expect, it } from 'vitest';
import {
  checkLogoFile,
  MAX_LOGO_BYTES,
  squareOf,
} from '../../../../../components/options/profile/logo-image.ts';

describe('a logo from a file', () => {
  it('must be an image of a supported type and size', () => {
    expect(checkLogoFile({ type: 'image/png', size: MAX_LOGO_BYTES })).toBeNull();
    expect(checkLogoFile({ type: 'image/png', size: MAX_LOGO_BYTES + 1 })).toBe('size');
    expect(checkLogoFile({ type: 'application/pdf', size: 10 })).toBe('type');
  });

  it('is cropped to the largest square at its center', () => {
    expect(squareOf(400, 300)).toEqual({ x: 50, y: 0, side: 300 });
    expect(squareOf(300, 401)).toEqual({ x: 0, y: 51, side: 300 });
  });
});

/** The types that browsers decode. The image is redrawn as PNG, so that no SVG code is stored. */
export const LOGO_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/svg+xml'];
export const MAX_LOGO_MB = 5;
export const MAX_LOGO_BYTES = MAX_LOGO_MB * 1024 * 1024;
/** The side of the stored image in px: sharp at every size that it is shown in. */
const LOGO_SIDE_PX = 256;

export type LogoRule = 'type' | 'size' | 'broken';

/** Returns the first rule that a chosen file breaks, without reading it. */
export function checkLogoFile(file: Pick<File, 'type' | 'size'>): LogoRule | null {
  if (!LOGO_TYPES.includes(file.type)) return 'type';
  return file.size > MAX_LOGO_BYTES ? 'size' : null;
}

/** Returns the part of an image that is kept: the largest centered square. */
export function squareOf(width: number, height: number): { x: number; y: number; side: number } {
  const side = Math.min(width, height);
  return { x: Math.round((width - side) / 2), y: Math.round((height - side) / 2), side };
}

/** Returns a file cropped to a square and scaled, as PNG in base64. Rejects if it isn't an image. */
export async function logoFromFile(file: File): Promise<string> {
  const image = await decode(file);
  // An SVG may have no size of its own.
  const { x, y, side } = squareOf(image.naturalWidth || LOGO_SIDE_PX, image.naturalHeight || LOGO_SIDE_PX);
  const target = Math.min(LOGO_SIDE_PX, side);
  const canvas = document.createElement('canvas');
  canvas.width = target;
  canvas.height = target;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, x, y, side, side, 0, 0, target, target);
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!png) throw new Error('no picture');
  return base64Of(new Uint8Array(await png.arrayBuffer()));
}

async function decode(file: File): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

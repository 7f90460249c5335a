import { pictureSize } from '../domain/picture-size.ts';

/** Accepted types. Not SVG, which may contain scripts and references. */
const TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
const MAX_BYTES = 2_000_000;
/** A decoded pixel takes four bytes. */
const MAX_PIXELS = 16_000_000;
const TIMEOUT_MS = 10_000;
/** Twice the largest avatar, in px. */
const SIDE_PX = 96;

/**
 * Fetches a picture without credentials or referrer, follows no redirect, and draws it again as a small square PNG,
 * so that nothing of the original reaches a page. Returns a `data:` address. Throws when there is no such picture.
 */
export async function fetchLogo(address: string): Promise<string> {
  const response = await fetch(address, {
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const type = response.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!response.ok || !TYPES.includes(type)) throw new Error('not a picture');
  const bytes = await limitedBody(response);
  const size = pictureSize(bytes);
  if (!size || size.width * size.height > MAX_PIXELS) throw new Error('too large');
  return redrawn(new Blob([bytes], { type }));
}

async function limitedBody(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(response.headers.get('content-length') ?? 0) > MAX_BYTES || !response.body)
    throw new Error('too large');
  const bytes = new Uint8Array(MAX_BYTES);
  let length = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (length + part.value.length > MAX_BYTES) {
      await reader.cancel();
      throw new Error('too large');
    }
    bytes.set(part.value, length);
    length += part.value.length;
  }
  return bytes.slice(0, length);
}

async function redrawn(picture: Blob): Promise<string> {
  const bitmap = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(SIDE_PX, SIDE_PX);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const side = Math.min(bitmap.width, bitmap.height);
  const [left, top] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2];
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, left, top, side, side, 0, 0, SIDE_PX, SIDE_PX);
  bitmap.close();
  const png = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
  return `data:image/png;base64,${btoa(Array.from(png, (byte) => String.fromCharCode(byte)).join(''))}`;
}

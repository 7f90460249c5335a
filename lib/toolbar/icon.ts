import { type Action, browser } from '../browser.ts';
import type { Badge } from './badge.ts';
import { BADGE_COLORS } from './badge-colors.ts';

const SIZES = [16, 32] as const;
const FILES = { plain: 'icon', gray: 'icon-gray', locked: 'icon-locked' } as const;
const FULL_TURN = Math.PI * 2;
const TOP = -Math.PI / 2;

/** Returns the icon for a badge: a file, or drawn with a ring around it that shows usage. */
export async function iconFor(badge: Badge, ring: boolean): Promise<Action.SetIconDetailsType> {
  const folder = FILES[badge.icon];
  if (!ring || !badge.service || typeof OffscreenCanvas === 'undefined') {
    return { path: Object.fromEntries(SIZES.map((size) => [size, `/${folder}/${size}.png`])) };
  }
  const share = Math.min(1, badge.service.percent / 100);
  const color = badge.old ? BADGE_COLORS.quiet : RING_COLORS[badge.service.level];
  const drawings = await Promise.all(
    SIZES.map(async (size) => [size, await drawRing(size, `/${folder}/32.png`, share, color)] as const),
  );
  // The polyfill's type of image data isn't the DOM's.
  return { imageData: Object.fromEntries(drawings) as unknown as Record<string, Action.ImageDataType> };
}

/** Returns a name for what {@link iconFor} shows: icons of one name look the same. */
export function iconName({ icon, service, old }: Badge, ring: boolean): string {
  return ring && service ? `${icon} ${Math.min(100, service.percent)} ${old ? 'old' : service.level}` : icon;
}

/** Mid-tones with enough contrast on light and dark toolbars. */
const RING_COLORS = { ok: '#3f8f62', warning: '#c98a12', high: '#e0661b', blocked: '#dd3347' } as const;
const TRACK = 'rgba(128, 134, 146, 0.45)';

async function drawRing(size: number, path: string, share: number, color: string): Promise<ImageData> {
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  // At 16 px a ring of two whole pixels is the thinnest that reads as a gauge.
  const width = Math.max(2, Math.round(size / 8));
  const inner = size - 2 * width - Math.round(size / 16) * 2;
  const image = await createImageBitmap(await (await fetch(browser.runtime.getURL(path))).blob());
  context.drawImage(image, (size - inner) / 2, (size - inner) / 2, inner, inner);
  image.close();
  context.lineWidth = width;
  arc(context, size, width, 1, TRACK);
  arc(context, size, width, share, color);
  return context.getImageData(0, 0, size, size);
}

function arc(
  context: OffscreenCanvasRenderingContext2D,
  size: number,
  width: number,
  share: number,
  color: string,
): void {
  context.strokeStyle = color;
  context.beginPath();
  context.arc(size / 2, size / 2, (size - width) / 2, TOP, TOP + FULL_TURN * share);
  context.stroke();
}

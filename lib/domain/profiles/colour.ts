import { type NameRule, ruleColour } from '../settings/name-rules.ts';
import type { Profile } from './profile.ts';

/**
 * Colors offered for profiles. Each has a contrast of at least 4.5:1 with white text, and of at least 3:1 with the
 * light and the dark surface.
 */
export const PROFILE_COLOURS = [
  '#2f7d5b',
  '#2a6fb5',
  '#8a4fbf',
  '#b25f29',
  '#b8405e',
  '#1f7a8c',
  '#5b6cc4',
  '#6b7a1f',
  '#a0522d',
  '#996515',
  '#a83fa0',
  '#64748b',
] as const;

/** Range of relative luminance (WCAG) in which a colour has both of these contrasts. */
const MIN_LUMINANCE = 0.131;
const MAX_LUMINANCE = 0.183;

/**
 * Returns the colour of a profile as `#rrggbb`: the one chosen for it, else that of a rule on its name, either brought
 * into the safe range of lightness; else one derived from the key, which is the same in every browser.
 */
export function profileColour(
  { profileKey, name }: Pick<Profile, 'profileKey' | 'name'>,
  chosen: string | null | undefined,
  rules: readonly NameRule[],
): string {
  const set = chosen || ruleColour(name, rules);
  return (set && safeColour(set)) || PROFILE_COLOURS[hash(profileKey) % PROFILE_COLOURS.length]!;
}

/**
 * Returns a hex colour with its lightness moved into the safe range, hue kept; null when the text isn't a hex colour.
 */
export function safeColour(text: string): string | null {
  const rgb = parseHex(text);
  if (!rgb) return null;
  const current = luminance(rgb);
  if (current >= MIN_LUMINANCE && current <= MAX_LUMINANCE) return toHex(rgb);
  // Mixing with white or black changes luminance monotonically, so bisection finds the nearest safe mix.
  const target = current < MIN_LUMINANCE ? 255 : 0;
  let [low, high] = [0, 1];
  let best = rgb;
  for (let step = 0; step < 24; step++) {
    const part = (low + high) / 2;
    best = rgb.map((channel) => Math.round(channel + (target - channel) * part)) as Rgb;
    const now = luminance(best);
    if (now >= MIN_LUMINANCE && now <= MAX_LUMINANCE) break;
    if (target === 255 ? now < MIN_LUMINANCE : now > MAX_LUMINANCE) low = part;
    else high = part;
  }
  return toHex(best);
}

/** Returns the contrast ratio (WCAG, 1–21) of two hex colors. */
export function contrast(a: string, b: string): number {
  const [one, two] = [luminance(parseHex(a)!), luminance(parseHex(b)!)];
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
}

type Rgb = [number, number, number];

function parseHex(text: string): Rgb | null {
  const match = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim());
  if (!match) return null;
  const digits = match[1]!.length === 3 ? [...match[1]!].map((digit) => digit + digit).join('') : match[1]!;
  return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)) as Rgb;
}

function toHex(rgb: Rgb): string {
  return `#${rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** FNV-1a: a small hash, the same in every browser. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}

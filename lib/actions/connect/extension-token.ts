import { browser } from '../../browser.ts';
import { browserName } from '../../domain/identity/browser-name.ts';
import type { Proof } from '../../messages/protocol/connect.ts';
import type { Credentials } from '../../platform/sign-in.ts';

/** How long the extension's own tokens live, in the platform's words. */
export const OWN_TOKEN_LIFE = '3 month';

/** How the names of all of them begin. */
const OWN_TOKEN_NAME = 'Profiles for TagoIO extension';

/** True for the name of a token that this extension minted for itself, in this browser or in another one. */
export function isOwnTokenName(name: string): boolean {
  return name.startsWith(`${OWN_TOKEN_NAME} (`);
}

/** What the platform takes as proof, from what a person typed; codes are often pasted with blanks. */
export function proofFor(email: string, { password, otpType, pinCode }: Proof): Credentials {
  const pin = pinCode?.replace(/\s/g, '');
  return { email: email.trim(), password, ...(pin ? { otpType, pinCode: pin } : {}) };
}

const SYSTEMS: Record<string, string> = {
  mac: 'macOS',
  win: 'Windows',
  linux: 'Linux',
  cros: 'ChromeOS',
  openbsd: 'OpenBSD',
  android: 'Android',
};

/** What Chromium's `navigator` has besides; the DOM's types lack it. */
interface Branded {
  userAgentData?: { brands: { brand: string }[] };
}

/**
 * The name of the extension's own token on the platform, so that its owner recognises it in the console's list:
 * `Profiles for TagoIO extension (Firefox on Linux)`.
 */
export async function ownTokenName(): Promise<string> {
  const { os } = await browser.runtime.getPlatformInfo();
  const brands = (navigator as Branded).userAgentData?.brands.map(({ brand }) => brand) ?? [];
  const name = browserName({ brands, userAgent: navigator.userAgent }) ?? 'browser';
  return `${OWN_TOKEN_NAME} (${name} on ${SYSTEMS[os] ?? os})`;
}

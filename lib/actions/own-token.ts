import { browser } from '../browser.ts';
import type { Proof } from '../messages/protocol/connect.ts';
import type { Credentials } from '../platform/sign-in.ts';

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

/** Newer brands call themselves Chrome too: the first match wins. */
const BRANDS: [RegExp, string][] = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrom(e|ium)\//, 'Chrome'],
];

const SYSTEMS: Record<string, string> = {
  mac: 'macOS',
  win: 'Windows',
  linux: 'Linux',
  cros: 'ChromeOS',
  openbsd: 'OpenBSD',
  android: 'Android',
};

/**
 * The name of the extension's own token on the platform, so that its owner recognises it in the console's list:
 * `Profiles for TagoIO extension (Firefox on Linux)`.
 */
export async function ownTokenName(): Promise<string> {
  const { os } = await browser.runtime.getPlatformInfo();
  return tokenNameFor(navigator.userAgent, os);
}

/** See {@link ownTokenName}; `os` as `runtime.getPlatformInfo` tells it. */
export function tokenNameFor(userAgent: string, os: string): string {
  const brand = BRANDS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'browser';
  return `${OWN_TOKEN_NAME} (${brand} on ${SYSTEMS[os] ?? os})`;
}

import { browser } from '../../browser.ts';
import { pastedCode, pastedEmail } from '../../domain/text/pasted.ts';
import { browserName } from '../../domain/tokens/browser-name.ts';
import { EXTENSION_TOKEN_NAME } from '../../domain/tokens/extension-token-name.ts';
import type { Reauthentication } from '../../messages/protocol/connect.ts';
import type { Credentials } from '../../platform/sign-in.ts';

/** The lifetime of extension tokens, in the platform's notation. */
export const EXTENSION_TOKEN_LIFETIME = '3 month';

/** Returns the credentials as the platform takes them, from what a person typed. */
export function credentialsOf(email: string, { password, otpType, pinCode }: Reauthentication): Credentials {
  const pin = pastedCode(pinCode ?? '');
  return { email: pastedEmail(email), password, ...(pin ? { otpType, pinCode: pin } : {}) };
}

const SYSTEMS: Record<string, string> = {
  mac: 'macOS',
  win: 'Windows',
  linux: 'Linux',
  cros: 'ChromeOS',
  openbsd: 'OpenBSD',
  android: 'Android',
};

/** A property of Chromium's `navigator` that the DOM types lack. */
interface NavigatorWithBrands {
  userAgentData?: { brands: { brand: string }[] };
}

/**
 * Returns the name of a new extension token, by which its owner recognizes it in the console's list, such as
 * `Profiles for TagoIO extension (Firefox on Linux)`.
 */
export async function extensionTokenName(): Promise<string> {
  const { os } = await browser.runtime.getPlatformInfo();
  const brands = (navigator as NavigatorWithBrands).userAgentData?.brands.map(({ brand }) => brand) ?? [];
  const name = browserName({ brands, userAgent: navigator.userAgent }) ?? 'browser';
  return `${EXTENSION_TOKEN_NAME} (${name} on ${SYSTEMS[os] ?? os})`;
}

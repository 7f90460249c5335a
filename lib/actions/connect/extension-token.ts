import { browser } from '../../browser.ts';
import { browserName } from '../../domain/tokens/browser-name.ts';
import { EXTENSION_TOKEN_NAME } from '../../domain/tokens/extension-token-name.ts';

/** The lifetime of extension tokens, in the platform's notation. */
export const EXTENSION_TOKEN_LIFETIME = '3 month';

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

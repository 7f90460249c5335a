/** Prefix of the names of all extension tokens. */
export const EXTENSION_TOKEN_NAME = 'Profiles for TagoIO extension';

/** Returns true for the name of an extension token, of this browser or another one. */
export function isExtensionTokenName(name: string): boolean {
  return name.startsWith(`${EXTENSION_TOKEN_NAME} (`);
}

/** How the names of all tokens begin that the extension issues for itself. */
export const EXTENSION_TOKEN_NAME = 'Profiles for TagoIO extension';

/** Returns true for the name of a token that the extension issued for itself, in this browser or in another one. */
export function isExtensionTokenName(name: string): boolean {
  return name.startsWith(`${EXTENSION_TOKEN_NAME} (`);
}

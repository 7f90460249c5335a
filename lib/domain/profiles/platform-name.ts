/** The platform's maximum for the name of a profile or a token, in characters. */
export const MAX_NAME_LENGTH = 100;

/** Returns the trimmed name; null if it is empty or too long for the platform. */
export function parseName(text: string): string | null {
  const name = text.trim();
  return name === '' || name.length > MAX_NAME_LENGTH ? null : name;
}

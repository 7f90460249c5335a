/** Most characters that the platform accepts as the name of a profile or a token. */
export const MAX_NAME_LENGTH = 100;

/** Returns the name without blanks around it; null when it is empty or too long. */
export function parseName(text: string): string | null {
  const name = text.trim();
  return name === '' || name.length > MAX_NAME_LENGTH ? null : name;
}

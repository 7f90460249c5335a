/**
 * Returns true for JSON of which a shell would run nothing: no substitution, and no space between a key and its colon,
 * without which a key would be a program and what follows its arguments.
 */
export function isJson(text: string): boolean {
  if (/`|\$[({[]|"\s+:|!(?=[\w!$^*?#{-])/.test(text)) return false;
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}

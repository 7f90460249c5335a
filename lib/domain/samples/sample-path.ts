/** Paths that the API reference misspells, with the spelling of the platform's SDK. */
const CORRECTIONS: [RegExp, string][] = [
  [/^\/profiled(?=\/:?\w+\/statistics(?:\?|$))/, '/profile'],
  [/^(?=\/:am_id(?:\?|$))/, '/am'],
];
/** The placeholder for the profile's id. */
const PROFILE_ID = /^(\/profile\/):\w+/;

/** Returns a path of the reference with its spelling corrected and the profile's id in place. */
export function fillPath(
  path: string,
  profileId: string,
): { path: string; corrected: boolean; idFilled: boolean; blanks: string[] } {
  const right = CORRECTIONS.reduce((text, [wrong, spelling]) => text.replace(wrong, spelling), path);
  const filled = right.replace(PROFILE_ID, (_, before: string) => before + profileId);
  const blanks = [...filled.split('?', 1)[0]!.matchAll(/\/:(\w+)/g)].map(([, name]) => name!);
  return { path: filled, corrected: right !== path, idFilled: filled !== right, blanks };
}

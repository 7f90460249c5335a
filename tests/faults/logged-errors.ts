import type { World } from './world.ts';

/** Diagnostics may log failures of network and disk, but no programming errors, and nothing that nobody caught. */
const UNEXPECTED_ERROR = /^(?:Type|Reference|Range|Syntax)Error\b| in uncaught in /;

/** Returns what diagnostics may not have logged, in this session of the browser. */
export async function unexpectedErrors(world: World): Promise<string[]> {
  return (await loggedErrors(world)).filter((text) => UNEXPECTED_ERROR.test(text));
}

/** Returns what diagnostics have logged since the browser was started, oldest first. */
export async function loggedErrors({ extension }: World): Promise<string[]> {
  const { diagnosticErrors = [] } = (await extension.probe.evaluate(() =>
    chrome.storage.session.get('diagnosticErrors'),
  )) as { diagnosticErrors?: { code: string; where: string; places: string[] }[] };
  return diagnosticErrors.map(({ code, where, places }) => `${code} in ${where}: ${places.join(' < ')}`);
}

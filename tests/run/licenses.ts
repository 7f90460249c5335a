import fs from 'node:fs';
import path from 'node:path';

/** Licenses that allow shipping the code under this project's own, if their text is in the package. */
const ALLOWED = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'MPL-2.0']);
/** Has no code in a build: lib/browser.ts takes the browser's own API. */
const REPLACED = new Set(['webextension-polyfill']);
/** Shorter than any of their texts. */
const MIN_TEXT_LENGTH = 400;

/** Returns what is wrong with a build's list of the libraries it contains; empty when all is well. */
export function licenseProblems(build: string, dependencies: readonly string[]): string[] {
  const sections = fs.readFileSync(path.join(build, 'licenses.txt'), 'utf8').split(/^-{70,}$/m);
  const listed = new Set<string>();
  const problems = sections.flatMap((section) => {
    const [, name = section.trim().slice(0, 40), license = '', text = ''] =
      /^(\S+) \S+ \(([^)]+)\)\n(.*)$/s.exec(section.trim()) ?? [];
    listed.add(name);
    if (!ALLOWED.has(license)) return [`${name}: its license "${license}" is not one of the allowed`];
    return text.trim().length < MIN_TEXT_LENGTH ? [`${name}: the text of its license is missing`] : [];
  });
  const missing = dependencies.filter((name) => !listed.has(name) && !REPLACED.has(name));
  return [...problems, ...missing.map((name) => `${name} is a dependency and not listed`)];
}

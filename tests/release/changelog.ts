/** Reads and changes CHANGELOG.md, whose sections begin with `## <version> — <date or "not released yet">`. */

const UNRELEASED = 'not released yet';

interface Section {
  version: string;
  when: string;
  body: string;
}

/** Returns the sections of a changelog, newest first. */
export function sectionsOf(changelog: string): Section[] {
  return changelog
    .split(/^## /m)
    .slice(1)
    .map((text) => {
      const [title = '', ...lines] = text.split('\n');
      const [version = '', when = ''] = title.split(' — ');
      return { version: version.trim(), when: when.trim(), body: lines.join('\n').trim() };
    });
}

/**
 * Returns the changelog with the version and date of the unreleased section, and that section's text. Throws when the
 * newest section isn't unreleased or is empty, or when the version has a section already.
 */
export function released(
  changelog: string,
  version: string,
  date: string,
): { changelog: string; notes: string } {
  const [newest, ...older] = sectionsOf(changelog);
  if (!newest || newest.when !== UNRELEASED)
    throw new Error(`CHANGELOG.md has no section marked "${UNRELEASED}" at its top: nothing to release.`);
  if (newest.body === '') throw new Error('The unreleased section of CHANGELOG.md is empty.');
  if (older.some((section) => section.version === version))
    throw new Error(`CHANGELOG.md has a section for ${version} already.`);
  const title = `## ${newest.version} — ${UNRELEASED}`;
  return { changelog: changelog.replace(title, `## ${version} — ${date}`), notes: newest.body };
}

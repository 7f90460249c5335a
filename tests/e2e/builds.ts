import fs from 'node:fs';
import path from 'node:path';

/** The Chromium build under test: what `npm run build` left, or a copy that `CHROME_BUILD` names. */
export const chromeBuild = () => existing(process.env.CHROME_BUILD ?? '.output/chrome-mv3', 'build');

/** The Firefox build under test: what `npm run build:firefox` left, or a copy that `FIREFOX_BUILD` names. */
export const firefoxBuild = () =>
  existing(process.env.FIREFOX_BUILD ?? '.output/firefox-mv3', 'build:firefox');

function existing(folder: string, script: string): string {
  const build = path.resolve(folder);
  if (!fs.existsSync(path.join(build, 'manifest.json'))) {
    throw new Error(`There is no build at ${build}. Run: npm run ${script}`);
  }
  return build;
}

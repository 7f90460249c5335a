import fs from 'node:fs';
import path from 'node:path';
import { CHROME_BUILD, FIREFOX_BUILD } from './builds.ts';

/** The specs run on what is built: say so when nothing is. */
export default function globalSetup(): void {
  for (const [build, script] of [
    [CHROME_BUILD, 'build'],
    [FIREFOX_BUILD, 'build:firefox'],
  ] as const) {
    if (!fs.existsSync(path.join(build, 'manifest.json'))) {
      throw new Error(`There is no build at ${build}. Run: npm run ${script}`);
    }
  }
}

import path from 'node:path';

/** The builds under test: what `npm run build` and `npm run build:firefox` left, or copies named by the environment. */
export const CHROME_BUILD = path.resolve(process.env.CHROME_BUILD ?? '.output/chrome-mv3');
export const FIREFOX_BUILD = path.resolve(process.env.FIREFOX_BUILD ?? '.output/firefox-mv3');

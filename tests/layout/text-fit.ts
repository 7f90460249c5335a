import type { Page } from '@playwright/test';
import { Ending } from '../start/ending.ts';
import { cutTexts } from './cut-text.ts';
import type { Screen, Size } from './screens.ts';
import { choiceOf, keepPicture, setColorScheme, setSize, visitScreens } from './visit.ts';
import { ALL_LANGUAGES, type Language } from './words.ts';

/**
 * `npm run text-fit`: opens every screen of the existing build in three languages and at several sizes, and lists texts
 * that are cut off. Words after `--` choose languages and screens by name; `--pictures FOLDER` saves a picture of each
 * screen in light and dark, and of each size at which something was found. Exits with 1 when something was found.
 */
const SIZES: Size[] = [
  { width: 1280, height: 900 },
  { width: 800, height: 500 },
  { width: 480, height: 900 },
];
const POPUP_SIZES: Size[] = [
  { width: 400, height: 600 },
  { width: 400, height: 440 },
];

const given = choiceOf(process.argv.slice(2));
const choice = { ...given, languages: given.languages.length > 0 ? given.languages : ALL_LANGUAGES };
const ending = new Ending();
ending.onSignals(console.log);
let found = 0;
try {
  await visitScreens(choice, { profiles: 12, ending }, check, (what) => {
    found += 1;
    console.log(what);
  });
} finally {
  await ending.run(console.log);
}
console.log(found === 0 ? 'No text is cut off.' : `${found} problems.`);
process.exitCode = found === 0 ? 0 : 1;

async function check(page: Page, screen: Screen, language: Language): Promise<void> {
  const sizes = screen.size ? [screen.size] : screen.route === null ? POPUP_SIZES : SIZES;
  for (const size of sizes) {
    await setSize(page, size);
    const cut = await cutTexts(page);
    found += cut.length;
    for (const { text, where, why, pixels } of cut) {
      console.log(
        `${language} · ${screen.name} · ${size.width} × ${size.height} px · ${why} by ${pixels} px · ${where} · “${text}”`,
      );
    }
    if (cut.length > 0) {
      await keepPicture(page, screen, `${language}-cut-${size.width}-${size.height}`, choice.pictures);
    }
    if (size !== sizes[0]) continue;
    for (const colorScheme of ['dark', 'light'] as const) {
      await setColorScheme(page, colorScheme);
      await keepPicture(page, screen, `${language}-${colorScheme}`, choice.pictures);
    }
  }
}

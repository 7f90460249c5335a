import type { Page } from '@playwright/test';
import { Ending } from '../start/ending.ts';
import { cutTexts } from './cut-text.ts';
import type { Screen } from './screens.ts';
import { ALL_LANGUAGES, choiceOf, keepPicture, type Language, setWidth, visitScreens } from './visit.ts';

/**
 * `npm run text-fit`: opens every screen of the existing build in three languages and at three widths, and lists texts
 * that are cut off. Words after `--` choose languages and screens by name; `--pictures FOLDER` saves a picture of each
 * screen in light and dark, and of each width at which something was found. Exits with 1 when something was found.
 */
const WIDTHS = [1280, 800, 480];
const POPUP_WIDTH = 400;

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
console.log(found === 0 ? 'No text is cut off.' : `${found} texts are cut off.`);
process.exitCode = found === 0 ? 0 : 1;

async function check(page: Page, screen: Screen, language: Language): Promise<void> {
  for (const width of screen.route === null ? [POPUP_WIDTH] : WIDTHS) {
    await setWidth(page, screen, width);
    const cut = await cutTexts(page);
    found += cut.length;
    for (const { text, where, why, pixels } of cut) {
      console.log(
        `${language} · ${screen.name} · ${width} px · ${why} by ${pixels} px · ${where} · “${text}”`,
      );
    }
    if (cut.length > 0) await keepPicture(page, screen, `${language}-cut-${width}`, choice.pictures);
    if (width !== WIDTHS[0] && screen.route !== null) continue;
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await keepPicture(page, screen, `${language}-${colorScheme}`, choice.pictures);
    }
  }
}

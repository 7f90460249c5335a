import type { Page } from '@playwright/test';
import { axeProblems } from '../e2e/axe.ts';
import { Ending } from '../start/ending.ts';
import { cutTexts } from './cut-text.ts';
import { sameNames } from './same-names.ts';
import type { Screen, Size } from './screens.ts';
import { choiceOf, keepPicture, setSize, visitScreens } from './visit.ts';
import type { Language } from './words.ts';

/**
 * `npm run accessible`: opens every screen of the existing build with an account of 60 profiles, and lists what axe
 * finds in light and dark, controls with the same name, and texts that are cut off from right to left. Words after `--`
 * choose languages (English by default) and screens by name; `--pictures FOLDER` saves a picture of each screen in
 * forced colors and from right to left. Exits with 1 when something was found.
 */
const PROFILES = 60;
const SIZES: Size[] = [
  { width: 1280, height: 900 },
  { width: 480, height: 900 },
];
const POPUP_SIZES: Size[] = [{ width: 400, height: 600 }];

const given = choiceOf(process.argv.slice(2));
const choice = { ...given, languages: given.languages.length > 0 ? given.languages : ['en-US' as const] };
const ending = new Ending();
ending.onSignals(console.log);
let found = 0;
try {
  await visitScreens(choice, { profiles: PROFILES, ending }, check, report);
} finally {
  await ending.run(console.log);
}
console.log(found === 0 ? 'Nothing was found.' : `${found} problems.`);
process.exitCode = found === 0 ? 0 : 1;

async function check(page: Page, screen: Screen, language: Language): Promise<void> {
  const name = `${language} · ${screen.name}`;
  for (const { role, name: text, count } of await sameNames(page)) {
    report(`${name} · ${count} × ${role} with the name “${text}”`);
  }
  for (const colorScheme of ['dark', 'light'] as const) {
    for (const { id, nodes } of await axeProblems(page, colorScheme)) {
      for (const node of nodes) report(`${name} · ${colorScheme} · ${id} · ${node}`);
    }
  }
  await page.emulateMedia({ forcedColors: 'active' });
  await keepPicture(page, screen, `${language}-forced-colours`, choice.pictures);
  await page.emulateMedia({ forcedColors: 'none' });

  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  for (const size of screen.size ? [screen.size] : screen.route === null ? POPUP_SIZES : SIZES) {
    const { width } = size;
    await setSize(page, size);
    for (const { text, where, why, pixels } of await cutTexts(page)) {
      report(`${name} · right to left, ${width} px · ${why} by ${pixels} px · ${where} · “${text}”`);
    }
    await keepPicture(page, screen, `${language}-rtl-${width}`, choice.pictures);
  }
}

function report(what: string): void {
  found += 1;
  console.log(what);
}

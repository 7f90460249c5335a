import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Ending } from '../start/ending.ts';
import { comparePictures, picturesIn } from './compare.ts';
import { visitDocs } from './docs-pictures.ts';
import type { Screen } from './screens.ts';
import { slowClockDown } from './slow-clock.ts';
import { choiceOf, keepPicture, onBrowser, onStage, setColorScheme, visitScreens } from './visit.ts';
import { ALL_LANGUAGES, type Language } from './words.ts';

/**
 * `npm run pictures`: takes pictures of every screen, of the page of components, and of what is shown in the docs site,
 * in three languages, light and dark, of a development build that it makes. Words after `--` choose languages and
 * screens by name ("components", "docs": those alone); `--pictures FOLDER` is where they go; `--compare FOLDER`
 * compares them with those of another run, at whose time the platform's clock is stopped and the extension's begins,
 * and exits with 1 where they differ.
 */
const DEFAULT_FOLDER = 'test-results/pictures';
const BUILD = '.output/chrome-mv3-dev';
const COMPONENTS = 'components';
const DOCS = 'docs';
/** What the page of components shows over them, by its hash. */
const OVERLAYS = ['', 'toasts', 'dialog', 'dialog-wide', 'confirm', 'confirm-failed', 'confirm-busy'];
const PROFILES = 12;
const SCHEMES = ['light', 'dark'] as const;

const args = process.argv.slice(2);
const at = args.indexOf('--compare');
const before = at >= 0 ? args.splice(at, 2)[1] : undefined;
const given = choiceOf(args);
const choice = {
  ...given,
  languages: given.languages.length > 0 ? given.languages : ALL_LANGUAGES,
  pictures: given.pictures ?? DEFAULT_FOLDER,
};
const problems: string[] = [];

const timeFile = (folder: string) => path.join(folder, 'time.txt');
/** ISO 8601. */
const time =
  before && fs.existsSync(timeFile(before))
    ? fs.readFileSync(timeFile(before), 'utf8').trim()
    : new Date().toISOString();
const stage = { profiles: PROFILES, time };

build();
slowClockDown(BUILD, time);
const ending = new Ending();
ending.onSignals(console.log);
try {
  fs.rmSync(choice.pictures, { recursive: true, force: true });
  fs.mkdirSync(choice.pictures, { recursive: true });
  fs.writeFileSync(timeFile(choice.pictures), `${time}\n`);
  if (choice.words.length === 0 || choice.words.includes(COMPONENTS)) {
    for (const language of choice.languages) await takeComponents(language);
  }
  if (choice.words.length === 0 || choice.words.includes(DOCS)) {
    for (const language of choice.languages) await takeDocs(language);
  }
  if (!choice.words.every((word) => word === COMPONENTS || word === DOCS) || choice.words.length === 0) {
    await visitScreens(choice, { ...stage, ending }, take, (what) => problems.push(what));
  }
} finally {
  await ending.run(console.log);
}
console.log(`${picturesIn(choice.pictures).length} pictures are in ${choice.pictures}.`);
if (before) compare(before);
for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Makes the development build, which alone has the page of components. */
function build(): void {
  const { status, stderr } = spawnSync('npx', ['wxt', 'build', '--mode', 'development'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The development build failed.\n${stderr}`);
  process.env.CHROME_BUILD = path.resolve(BUILD);
}

async function takeComponents(language: Language): Promise<void> {
  await onBrowser(language, null, ending, async (extension) => {
    for (const overlay of OVERLAYS) {
      const page = await extension.context.newPage();
      await page.goto(extension.url(`components.html#${overlay}`));
      await page
        .locator(overlay === '' ? 'h2' : 'dialog[open], .toast')
        .first()
        .waitFor();
      await take(page, { name: `components ${overlay}`, route: '' }, language);
      await page.close();
    }
  });
}

async function takeDocs(language: Language): Promise<void> {
  await onStage(language, { ...stage, connected: true }, ending, (opened) =>
    visitDocs(opened, (page, name, theme) =>
      keepPicture(page, { name, route: null }, `${language}-${theme}`, choice.pictures),
    ),
  ).catch((error) => problems.push(`${language} · docs: ${String(error).split('\n')[0]}`));
}

async function take(page: Page, screen: Screen, language: Language): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await setColorScheme(page, colorScheme);
    await keepPicture(page, screen, `${language}-${colorScheme}`, choice.pictures);
  }
}

function compare(folder: string): void {
  const output = `${choice.pictures}-differences`;
  const differences = comparePictures(folder, choice.pictures, output);
  for (const { name, why, pixels } of differences) {
    if (why === 'new') console.log(`${name} is new.`);
    else problems.push(why === 'pixels' ? `${name}: ${pixels} pixels differ` : `${name}: ${why}`);
  }
  console.log(`${differences.length} pictures differ from ${folder}; where is shown in ${output}.`);
}

import fs from 'node:fs';
import path from 'node:path';
import { decodedStores } from '../e2e/artefacts.ts';
import type { Performed } from './ledger.ts';
import type { World } from './world.ts';

/** Text that no page may show: values that were not formatted. */
const UNFORMATTED = /\bundefined\b|\bNaN\b|\[object |\b1970\b|Invalid Date/;
/** Programming errors: diagnostics may log failures of network and disk, not these. */
const PROGRAMMING_ERRORS: readonly string[] = ['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError'];
const SETTLE_MS = 15_000;
/** The format of a token, with or without its prefix. */
const TOKEN_SHAPE = /(?:p-|a-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|at[0-9a-f]{32}/g;
/** A token that must be found; as random as a real one, because Firefox compresses what it stores. */
const PLANTED = 'p-3f9d1c62-b7a4-4e58-9c03-d1e87f2a6b40';

/** Returns the invariants that do not hold now, as sentences. */
export async function broken(world: World, performed: Performed[]): Promise<string[]> {
  const found: string[] = [];
  const texts = await Promise.all(world.pages.map((page) => page.evaluate(shownText)));
  for (const [index, text] of texts.entries()) {
    const nonsense = UNFORMATTED.exec(text);
    if (nonsense) found.push(`${world.pages[index]!.url()} shows "${around(text, nonsense.index)}"`);
  }
  found.push(...world.extension.errors.map((error) => `nobody caught: ${error}`));
  const tokens = tokenValues(world);
  for (const { do: action, reply, subject } of performed) {
    // A new token's value is returned once; the file that an export saves is its subject.
    const text = action === 'create-token' ? '' : JSON.stringify(reply) + subject;
    if (tokensIn(text, tokens).length > 0) found.push(`the reply or file of ${action} has a token in it`);
  }
  return found;
}

/** Returns the texts of a page apart from each other: "Name 197" beside "0%" is no year. Runs in the page. */
function shownText(): string {
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node.nodeValue ?? '');
  return texts.join(' ');
}

/** Returns a sentence for each page that still loads after the faults. */
export async function unsettled(world: World): Promise<string[]> {
  const found: string[] = [];
  for (const page of world.pages) {
    const busy = page.locator('[aria-busy="true"], .skeleton:visible');
    const deadline = Date.now() + SETTLE_MS;
    while ((await busy.count()) > 0) {
      if (Date.now() > deadline) {
        found.push(`${page.url()} still loads after ${SETTLE_MS / 1000} s`);
        break;
      }
      await page.evaluate(() => new Promise((frame) => setTimeout(frame, 30)));
    }
  }
  return found;
}

/** Returns the programming errors that diagnostics have logged since the browser was started. */
export async function programmingErrors(world: World): Promise<string[]> {
  return (await loggedErrors(world)).filter((text) =>
    PROGRAMMING_ERRORS.some((name) => text.startsWith(name)),
  );
}

/** Returns what diagnostics have logged since the browser was started, oldest first. */
export async function loggedErrors({ extension }: World): Promise<string[]> {
  const { diagnosticErrors = [] } = (await extension.probe.evaluate(() =>
    chrome.storage.session.get('diagnosticErrors'),
  )) as { diagnosticErrors?: { code: string; where: string; places: string[] }[] };
  return diagnosticErrors.map(({ code, where, places }) => `${code} in ${where}: ${places.join(' < ')}`);
}

/**
 * Returns a sentence for each token that is stored outside the vault, and for each place where the search does not find
 * a token that was planted there.
 */
export async function leaked(world: World, onDisk: boolean): Promise<string[]> {
  const tokens = tokenValues(world);
  tokens.set(PLANTED, 'planted');
  const { probe } = world.extension;
  await probe.evaluate((value) => chrome.storage.local.set({ planted: value }), PLANTED);
  await probe.evaluate((value) => console.log(value), PLANTED);
  const [stored, ...pages] = await Promise.all([
    decodedStores(world.extension),
    ...world.pages.map((page) => page.content()),
  ]);
  await probe.evaluate(() => chrome.storage.local.remove('planted'));
  const { consoleLines, storageFolder } = world.browser;
  const places: Record<string, string> = { stores: stored };
  if (consoleLines) places.logs = consoleLines.splice(0).join('\n');
  if (onDisk) Object.assign(places, filesOf(world.folder));
  const found: string[] = [];
  for (const [place, text] of [...Object.entries(places), ['pages', pages.join('\n')] as const])
    for (const name of tokensIn(text, tokens)) found.push(`the token "${name}" lies in ${place}`);
  const isPlanted = (sentence: string) => sentence.startsWith('the token "planted"');
  const searched = ['stores', ...(consoleLines ? ['logs'] : []), ...(onDisk ? [storageFolder] : [])];
  const blind = searched.filter(
    (place) => !found.some((sentence) => isPlanted(sentence) && sentence.includes(place)),
  );
  return [
    ...found.filter((sentence) => !isPlanted(sentence)),
    ...blind.map((place) => `the search for tokens does not find the planted one in ${place}`),
  ];
}

/** Returns the names of the platform's tokens, by value. */
function tokenValues({ sandbox }: World): Map<string, string> {
  return new Map(sandbox.state.tokens.map(({ token, name }) => [token, name]));
}

function tokensIn(text: string, tokens: ReadonlyMap<string, string>): string[] {
  const found = new Set<string>();
  for (const [candidate] of text.matchAll(TOKEN_SHAPE)) {
    const name = tokens.get(candidate) ?? tokens.get(candidate.replace(/^[pa]-/, ''));
    if (name !== undefined) found.add(name);
  }
  return [...found];
}

/** Returns the browser's files as Latin-1, without the zero bytes of UTF-16. */
function filesOf(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    try {
      files[path.relative(folder, file)] = fs.readFileSync(file, 'latin1').replaceAll('\0', '');
    } catch {
      // A running browser removes files meanwhile.
    }
  }
  return files;
}

function around(text: string, index: number): string {
  return text.slice(Math.max(0, index - 40), index + 40).replaceAll('\n', ' ');
}

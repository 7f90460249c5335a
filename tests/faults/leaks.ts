import fs from 'node:fs';
import path from 'node:path';
import { decodedStores } from '../e2e/artifacts.ts';
import { inBackground } from './in-background.ts';
import type { World } from './world.ts';

/** The format of a token, with or without its prefix. */
const TOKEN_SHAPE = /(?:p-|a-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|at[0-9a-f]{32}/g;
/**
 * Tokens that must be found, each where it is planted; as random as real ones, because Firefox compresses what it
 * stores.
 */
const PLANTED = {
  'storage.local': 'p-3f9d1c62-b7a4-4e58-9c03-d1e87f2a6b40',
  'storage.sync': 'p-81c0e7d4-2b6f-49a3-8e15-70fb93d2c6a8',
  localStorage: 'p-c52b90fe-7d13-4c68-a1f4-3e96d7085b21',
  IndexedDB: 'p-06ea5b97-f3c2-4d81-b07e-95a14c8d6f32',
  caches: 'p-d97f3a08-5e41-4b26-93dc-6b0182e7fc54',
  console: 'p-2a64f8b1-90d7-4ce3-8f5a-e1b73c09d685',
  'background console': 'p-b41c7d02-e6f8-4a95-8c3b-05d9f2a71e64',
  page: 'p-75d3c90e-1fa8-46b7-a2e9-08c4f6b1d37a',
  field: 'p-e80b4c27-6a9d-4f13-9be5-d26073f8a1c9',
} as const;
type PlantedIn = keyof typeof PLANTED;

/** What is searched, by place, and which planted tokens must be found there. */
type Places = Record<string, { text: string; planted: PlantedIn[] }>;

/**
 * How often tokens are planted until the search finds all of them: a database file that the browser has compressed
 * meanwhile may hold one in parts.
 */
const MAX_ATTEMPTS = 3;

/**
 * Returns a sentence for each token that lies outside the vault, and for each place where the search does not find a
 * token that was planted there.
 */
export async function leaked(world: World, onDisk: boolean): Promise<string[]> {
  for (let attempt = 1; ; attempt += 1) {
    const places = await plantedPlaces(world, onDisk);
    const found = tokensOutside(places, world.tokens);
    const missed = missedPlanted(places);
    if (found.length > 0 || missed.length === 0 || attempt === MAX_ATTEMPTS) return [...found, ...missed];
  }
}

/** Returns what is to be searched, with a planted token in each place. */
async function plantedPlaces(world: World, onDisk: boolean): Promise<Places> {
  const { probe } = world.extension;
  await probe.evaluate(plant, PLANTED);
  await Promise.all(world.pages.map((page) => page.evaluate(plantInPage, PLANTED)));
  const isLogged = await inBackground(
    world,
    (scope, text) => scope.console.log(text),
    PLANTED['background console'],
  );
  const [stores, ...pages] = await Promise.all([
    decodedStores(world.extension),
    ...world.pages.map((page) => page.evaluate(contentOf)),
  ]);
  const { consoleLines, storageFolder, databaseFolder } = world.browser;
  const places: Places = {
    stores: {
      text: stores,
      planted: ['storage.local', 'storage.sync', 'localStorage', 'IndexedDB', 'caches'],
    },
  };
  for (const [index, text] of pages.entries()) places[`page ${index}`] = { text, planted: ['page', 'field'] };
  if (consoleLines) {
    const planted: PlantedIn[] = isLogged ? ['console', 'background console'] : ['console'];
    places.logs = { text: consoleLines.splice(0).join('\n'), planted };
  }
  if (onDisk) {
    const files = Object.entries(filesOf(world.folder));
    const within = (folder: string) =>
      files.flatMap(([file, text]) => (file.includes(folder) ? [text] : [])).join('\n');
    for (const [file, text] of files) places[file] = { text, planted: [] };
    places['storage.local on disk'] = { text: within(storageFolder), planted: ['storage.local'] };
    places['databases on disk'] = { text: within(databaseFolder), planted: ['IndexedDB'] };
  }
  await probe.evaluate(removePlanted);
  await Promise.all(world.pages.map((page) => page.evaluate(removePlantedInPage)));
  return places;
}

/** Returns a sentence for each token of the platform in the places. `tokens`: their names, by value. */
function tokensOutside(places: Places, tokens: ReadonlyMap<string, string>): string[] {
  return Object.entries(places).flatMap(([place, { text }]) =>
    namesIn(text, tokens).map((name) => `the token "${name}" lies in ${place}`),
  );
}

/** Returns a sentence for each planted token that isn't found in its place. */
export function missedPlanted(places: Places): string[] {
  const names = new Map(Object.entries(PLANTED).map(([place, value]) => [value as string, place]));
  return Object.entries(places).flatMap(([place, { text, planted }]) => {
    const found = namesIn(text, names);
    return planted
      .filter((where) => !found.includes(where))
      .map((where) => `the search of ${place} does not find the token that was planted in ${where}`);
  });
}

/** Returns a sentence if a reply or an exported file has a token in it, or if the search of that text does not work. */
export function leakedInText(what: string, text: string, tokens: ReadonlyMap<string, string>): string[] {
  const places: Places = { [what]: { text: `${text}\n${PLANTED.page}`, planted: ['page'] } };
  return [...tokensOutside(places, tokens), ...missedPlanted(places)];
}

function namesIn(text: string, tokens: ReadonlyMap<string, string>): string[] {
  const found = new Set<string>();
  for (const [candidate] of text.matchAll(TOKEN_SHAPE)) {
    const name = tokens.get(candidate) ?? tokens.get(candidate.replace(/^[pa]-/, ''));
    if (name !== undefined) found.add(name);
  }
  return [...found];
}

/** Runs in a page of the extension. The console's line stands for those of all pages. */
async function plant(planted: typeof PLANTED): Promise<void> {
  await chrome.storage.local.set({ planted: planted['storage.local'] });
  await chrome.storage.sync.set({ planted: planted['storage.sync'] });
  localStorage.setItem('planted', planted.localStorage);
  console.log(planted.console);
  const cache = await caches.open('planted');
  await cache.put('https://planted.invalid/', new Response(planted.caches));
  const request = indexedDB.open('planted', 1);
  request.onupgradeneeded = () =>
    request.result.createObjectStore('rows').put({ token: planted.IndexedDB }, 1);
  await new Promise((resolve, reject) => {
    request.onsuccess = resolve;
    request.onerror = () => reject(request.error);
  });
  request.result.close();
}

async function removePlanted(): Promise<void> {
  await chrome.storage.local.remove('planted');
  await chrome.storage.sync.remove('planted');
  localStorage.removeItem('planted');
  await caches.delete('planted');
  const request = indexedDB.deleteDatabase('planted');
  await new Promise((resolve, reject) => {
    request.onsuccess = resolve;
    request.onerror = () => reject(request.error);
  });
}

/** Runs in each page. Not in its body, whose elements are the extension's. */
function plantInPage(planted: typeof PLANTED): void {
  const place = document.createElement('aside');
  place.id = 'planted';
  const field = document.createElement('input');
  field.value = planted.field;
  place.append(planted.page, field);
  document.documentElement.append(place);
}

function removePlantedInPage(): void {
  document.getElementById('planted')?.remove();
}

/** Returns a page's markup and what its fields hold. Runs in the page. */
function contentOf(): string {
  const fields = document.querySelectorAll<HTMLInputElement>('input, textarea, select');
  return [document.documentElement.outerHTML, ...[...fields].map(({ value }) => value)].join('\n');
}

/**
 * Returns the browser's files as Latin-1, without the zero bytes of UTF-16. A running browser moves what it has stored
 * to a new file and removes the old one: then it is in neither, and they are read again.
 */
export function filesOf(folder: string, attempts = 5): Record<string, string> {
  const files: Record<string, string> = {};
  let isMoved = false;
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    try {
      files[path.relative(folder, file)] = fs.readFileSync(file, 'latin1').replaceAll('\0', '');
    } catch {
      isMoved = true;
    }
  }
  return isMoved && attempts > 1 ? filesOf(folder, attempts - 1) : files;
}

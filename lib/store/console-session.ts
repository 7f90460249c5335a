import { browser } from '../browser.ts';
import type { ConsoleSession } from '../domain/console-session.ts';
import type { ApiOrigin } from '../domain/identity/keys.ts';
import { readSessionItem, removeSessionItems, writeSessionItems } from './session-area.ts';

/*
 * The consoles' sessions by the console's origin, in `storage.session`, which is never on disk. Tokens are stored
 * separately from what pages may show.
 */

const SESSIONS = 'consoleSessions';
const TOKENS = 'consoleTokens';

export interface ConsoleToken {
  api: ApiOrigin;
  token: string;
}

type BySite<T> = Record<string, T>;

async function readStored<T>(key: string): Promise<BySite<T>> {
  return ((await readSessionItem(key)) as BySite<T> | undefined) ?? {};
}

/** Returns what is stored under a key, with one console's value replaced; null removes it. */
async function withValue<T>(key: string, site: string, value: T | null): Promise<Record<string, BySite<T>>> {
  const { [site]: _before, ...others } = await readStored<T>(key);
  return { [key]: value === null ? others : { ...others, [site]: value } };
}

/** Returns all consoles whose session is known, by origin. */
export const getConsoleSessions = (): Promise<BySite<ConsoleSession>> => readStored<ConsoleSession>(SESSIONS);

/** Stores a session of the token that is stored already. */
export async function putConsoleSession(site: string, session: ConsoleSession): Promise<void> {
  await writeSessionItems(await withValue(SESSIONS, site, session));
}

/** Returns tokens for calls to the platform. They must not be passed to a page. */
export const getConsoleTokens = (): Promise<BySite<ConsoleToken>> => readStored<ConsoleToken>(TOKENS);

/**
 * Stores a token with its session in one write: calls in the name of the session's account use the token. Null: forgets
 * both.
 */
export async function putConsole(
  site: string,
  stored: { token: ConsoleToken; session: ConsoleSession } | null,
): Promise<void> {
  await writeSessionItems({
    ...(await withValue(TOKENS, site, stored?.token ?? null)),
    ...(await withValue(SESSIONS, site, stored?.session ?? null)),
  });
}

/** Forgets all sessions and their tokens. */
export async function forgetConsoles(): Promise<void> {
  await removeSessionItems([TOKENS, SESSIONS]);
}

/** Calls `listener` whenever any context wrote a session. Returns a function that stops it. */
export function onConsoleChange(listener: () => void): () => void {
  const changed = (changes: Record<string, unknown>, area: string) => {
    if (area === 'session' && SESSIONS in changes) listener();
  };
  browser.storage.onChanged.addListener(changed);
  return () => browser.storage.onChanged.removeListener(changed);
}

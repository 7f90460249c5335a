import fs from 'node:fs';

/** Who may send which message, read from lib/messages/routes.ts: its modules run in a browser alone. */
export function messageTable(): Map<string, string[]> {
  const source = fs.readFileSync(new URL('../../lib/messages/routes.ts', import.meta.url), 'utf8');
  const listIn = (text: string) => [...text.matchAll(/'(\w+)'/g)].map(([, name]) => name!);
  const constants = new Map(
    [...source.matchAll(/^const ([A-Z_]+) = (\[.*\]) as const;$/gm)].map(([, name, list]) => [
      name!,
      listIn(list!),
    ]),
  );
  const rows = source.matchAll(/^ {2}(\w+): \{ from: ([A-Z_]+|\[.*?\]),/gm);
  return new Map(
    [...rows].map(([, type, from]) => [type!, constants.get(from!) ?? listIn(from!)] as [string, string[]]),
  );
}

/** The messages that this page of the extension may not send; `null`: a page that may send none. */
export function forbiddenTo(page: string | null): string[] {
  return [...messageTable()]
    .filter(([, from]) => page === null || !from.includes(page))
    .map(([type]) => type);
}

/** Sends each message from the page that this runs in, and returns those that were answered with anything else. */
export async function sendAll(types: string[]): Promise<string[]> {
  const { runtime } = (globalThis as { browser?: typeof chrome }).browser ?? chrome;
  const replies = await Promise.all(
    types.map(async (type) => [type, JSON.stringify(await runtime.sendMessage({ type, data: {} }))]),
  );
  return replies
    .filter(([, reply]) => reply !== '{"ok":false,"failure":{"code":"not-allowed"}}')
    .map(([type, reply]) => `${type}: ${reply}`);
}

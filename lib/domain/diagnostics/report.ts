import type { Connection } from '../identity/connection.ts';
import type { PolicyState } from '../policy/policy.ts';
import type { ErrorEntry } from './error-entry.ts';
import type { RequestCounts } from './request-count.ts';

/** What the diagnostics page and the report show; null: couldn't be read, or isn't of this person. */
export interface Diagnostics {
  /** Epoch ms. */
  at: number;
  version: string;
  userAgent: string;
  language: string;
  /** From the store. */
  stored: {
    connections: readonly Pick<Connection, 'region' | 'state' | 'credential' | 'failure' | 'refreshedAt'>[];
    profiles: { total: number; denied: number };
    vault: { passphrase: boolean; locked: boolean };
    /** The organization's policy. */
    policy: Pick<PolicyState, 'status' | 'problems'>;
  } | null;
  /** Optional permissions that were granted, and how many hosts beyond TagoIO's; which ones is private. */
  granted: { permissions: readonly string[]; hosts: number } | null;
  /** Rows by store. */
  rows: Readonly<Record<string, number>> | null;
  storedBytes: number | null;
  requests: RequestCounts | null;
  errors: readonly ErrorEntry[] | null;
}

const NOT_READ = 'not read';

/**
 * Returns the report as Markdown, in English for developers. It is safe to post: it contains numbers, names from the
 * code and the browser's version, but nothing that a person typed or the platform returned.
 */
export function diagnosticsReport(facts: Diagnostics): string {
  return [
    '## Profiles for TagoIO: diagnostics',
    '',
    ...list({
      Version: facts.version,
      Browser: facts.userAgent,
      Language: facts.language,
      Time: time(facts.at),
      Vault: ifRead(
        facts.stored,
        ({ vault }) =>
          `${vault.passphrase ? 'passphrase' : 'no passphrase'}, ${vault.locked ? 'locked' : 'open'}`,
      ),
      Policy: ifRead(facts.stored, ({ policy }) => policyWords(policy)),
      Profiles: ifRead(facts.stored, ({ profiles }) => `${profiles.total}, ${profiles.denied} denied`),
      Permissions: ifRead(facts.granted, ({ permissions, hosts }) =>
        [...permissions, `${hosts} hosts of the person's own`].join(', '),
      ),
      Stored: ifRead(facts.storedBytes, (bytes) => `${Math.round(bytes / 1024)} KiB`),
    }),
    '',
    '### Connections',
    '',
    ...table(
      ['region', 'credential', 'state', 'last refresh', 'failure'],
      facts.stored?.connections.map(({ region, credential, state, failure, refreshedAt }) => [
        region,
        credential.kind,
        state,
        refreshedAt ? time(refreshedAt) : 'never',
        failure ? failureWords(failure.failure.code, failure.failure.status) : '',
      ]),
    ),
    '',
    '### Requests',
    '',
    ...table(
      ['route', 'calls', 'failed', 'mean ms', 'longest ms', 'mean wait ms', 'longest wait ms'],
      facts.requests &&
        Object.entries(facts.requests).map(([route, count]) => [
          route,
          String(count.count),
          failedWords(count.failed),
          String(Math.round(count.totalMs / count.count)),
          String(Math.round(count.maxMs)),
          String(Math.round(count.totalWaitMs / count.count)),
          String(Math.round(count.maxWaitMs)),
        ]),
    ),
    '',
    '### Errors',
    '',
    ...table(
      ['last', 'times', 'where', 'what', 'place'],
      facts.errors?.map(({ at, count, where, code, status, places }) => [
        time(at),
        String(count),
        where,
        failureWords(code, status),
        places.join(' < '),
      ]),
    ),
    '',
    '### Stored rows',
    '',
    ...(facts.rows === null
      ? [NOT_READ]
      : list(Object.fromEntries(Object.entries(facts.rows).map(([name, rows]) => [name, String(rows)])))),
    '',
  ].join('\n');
}

/** Returns whether there is a policy, and which of its keys are wrong and why. A key that nobody knows isn't named. */
function policyWords({ status, problems }: Pick<PolicyState, 'status' | 'problems'>): string {
  const words = problems.map(({ key, rule }) => `${rule === 'unknown' ? 'a key' : key} (${rule})`);
  return words.length > 0 ? `${status}: ${words.join(', ')}` : status;
}

/** Returns a failure's code, with the HTTP status if there is one. */
export function failureWords(code: string, status?: number): string {
  return status === undefined ? code : `${code} (${status})`;
}

/** Returns "3 timeout, 1 offline"; empty when nothing failed. */
export function failedWords(failed: Record<string, number>): string {
  return Object.entries(failed)
    .map(([code, count]) => `${count} ${code}`)
    .join(', ');
}

const ifRead = <T>(fact: T | null, words: (fact: T) => string) => (fact === null ? NOT_READ : words(fact));

/** Returns no time for an invalid one, where `toISOString` throws. */
const time = (at: number) => new Date(at).toJSON();

const list = (facts: Record<string, string>) =>
  Object.entries(facts).map(([name, value]) => `- ${name}: ${value}`);

function table(head: string[], rows: string[][] | null | undefined): string[] {
  if (!rows) return [NOT_READ];
  if (rows.length === 0) return ['None.'];
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

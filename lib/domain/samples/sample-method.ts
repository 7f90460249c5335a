import type { TokenUse } from '../tokens/token-choice.ts';
import { requestMethods } from './destinations/shell-methods.ts';
import { closingBracket, withoutComments } from './sample-call.ts';

/** Calls of the platform's SDKs that change something. */
const CHANGING_CALLS = [
  /\.(create|edit|delete|upload|send|put|post|patch|duplicate|restore|share|invite|change|mark)\w*\s*\(/i,
  // Collections and headers have these too: `seen.add(…)`, `asyncio.run(…)`.
  /\.(update|remove|add|insert|set|move|copy|empty|run)(?!_?(?:Request)?[Hh]eader|Encoding|Timeout|Interval|Event|Listener)[A-Z_]\w*\s*\(/,
  /[\w)]\.(?!headers\.|searchParams\.|classList\.)\w+\.(update|remove|add|insert|set|move|copy|empty|run)\s*\(/,
  // Alone, these may be anything: `controller.cancel()`.
  /\.(cancel|confirm|disable|enable|(re)?generate|install|(unR|r)egister|rename|retry|transfer)[A-Z]\w*\s*\(/,
  // With the verb at the end: `userCreate(…)`, `paramSet(…)`.
  /\.[a-z]\w*(Create|Edit|Update|Delete|Remove|Add|Set|Upload|Send|Backup|Restore|Change|Generate)\s*\(/,
  /\.(emailTest|notificationButton)\s*\(/,
];
/**
 * Those that read, which are called on a resource of the SDK's object: lists and maps may be named like one. The
 * platform hands out some tokens in response to a GET: whether that is a change isn't known.
 */
const READING_CALL =
  /(?<=\.)(account|actions|analysis|accessManagement|billing|buckets|connectors|dashboards|devices|dictionaries|entities|files|networks|notifications|paymentHistory|paymentMethods|plan|profiles|run|secrets|serviceAuthorization|tagocores|tags|template|widgets)\.((amount|auditLog|check|download|get|info|list|loginAs|summary)\w*|\w+(List|Info|InfoBySlug)|tokenGenerate)\s*\(/;
/**
 * Methods that code names as a string, as the value of an option in any case, or as the name of an HTTP library's
 * function. A string alone may be data: it counts only if it changes something.
 */
const NAMED_METHODS = [
  /["'](POST|PUT|PATCH|DELETE)["']/g,
  /(?:[Rr]equest(?:WithContext)?|[Mm]ethod|\bopen|\bVERB)\s*\(\s*(?:\w+,\s*)?["'](GET|HEAD|OPTIONS)["']/g,
  /(?:method|customrequest)["']?\s*(?:,|:=?|=>?)\s*@?["'](get|head|options|post|put|patch|delete)["']/gi,
  /\b(?:axios|requests)\.(get|head|options|post|put|patch|delete)\s*\(/g,
  /^[ \t]*(GET|POST|PUT|PATCH|DELETE)\s+(?:https?:\/)?\//gm,
];

/**
 * Returns what a sample needs a token for. One that reads and changes something needs both permissions; unknown counts
 * as reading.
 */
export function useOfSample(text: string): TokenUse {
  const code = withoutComments(text);
  const methods = methodsOf(text, code);
  if (onlyReads(methodOf(code, methods))) return 'read';
  const alsoReads = methods.some(onlyReads) || READING_CALL.test(code);
  return alsoReads ? 'read-write' : 'write';
}

/**
 * Returns the HTTP method that a sample needs a token for: the first one that changes something, of its shell commands,
 * else of those it names, `POST` for an SDK call that changes something, else the first one; null when there is none.
 */
export function methodOfSample(text: string): string | null {
  const code = withoutComments(text);
  return methodOf(code, methodsOf(text, code));
}

function methodOf(code: string, methods: readonly string[]): string | null {
  const changing = methods.find((method) => !onlyReads(method));
  if (changing) return changing;
  // What looks like such a call may be another one, if the sample names how it calls the platform.
  const mayCall = methods.length === 0 || /\b(?:Account|Resources)\s*\(/.test(code);
  if (mayCall && CHANGING_CALLS.some((call) => call.test(code))) return 'POST';
  return methods[0] ?? null;
}

/** Returns true if a method only reads: such a sample runs with a read-only token. Unknown counts as reading. */
export function onlyReads(method: string | null): boolean {
  return method === null || ['GET', 'HEAD', 'OPTIONS'].includes(method);
}

/** Returns the methods of a sample's requests that say theirs. `code`: the sample without its comments. */
function methodsOf(text: string, code: string): string[] {
  const methods = requestMethods(text);
  if (methods.length > 0) return methods;
  const named = NAMED_METHODS.flatMap((pattern) => [...code.matchAll(pattern)].map(([, method]) => method!));
  return [...named.map((method) => method.toUpperCase()), ...readingFetches(code)];
}

/** Returns a GET for each call of `fetch` whose options name no method. */
function readingFetches(text: string): string[] {
  const [, ...calls] = text.split(/\bfetch\s*(?=\()/);
  return calls.flatMap((call) => {
    const options = /,\s*(\{[\s\S]*)/.exec(call.slice(0, closingBracket(call, 0)))?.[1];
    return options && !/\bmethod\b/.test(options) ? ['GET'] : [];
  });
}

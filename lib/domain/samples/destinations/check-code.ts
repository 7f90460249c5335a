import type { ApiOrigin } from '../../identity/keys.ts';
import { addressProblem, hostProblem, unclear } from './check-address.ts';
import { onlyDefines } from './check-definitions.ts';
import type { DestinationProblem } from './check-destinations.ts';
import { ADDRESS_NAMES } from './check-properties.ts';
import { programProblem, statementProblem } from './check-statements.ts';
import { codeTokens, textOf } from './code-lexer.ts';

/*
 * Checks code in any language, as text. No rule here depends on where a string or a comment ends, because that can
 * differ between languages; so a word in a comment counts like one in code. A program is checked without its comments
 * too, since one could stand within what a rule looks for.
 */

/** Escapes, and calls that decode text. */
const ENCODED =
  /\\(?:x|u|U|N|[0-7])|&#?\w+;|%[0-9a-f]{2}|\b(?:atob|btoa|fromCharCode|fromCodePoint|chr|unhexlify|fromhex|decodeURI\w*|unescape|rot_?13|codecs|TextDecoder)\b|base_?64|b64/i;
/** Calls that run text, load code, or access things by a computed name. */
const RUNS_TEXT =
  /\b(?:eval|exec|execfile|compile|Function|import_?module|importlib|importScripts|getattr|setattr|globals|locals|vars|__\w+__|subprocess|system|popen|spawn|fork|child_process|vm|constructor|prototype|Reflect|Proxy|globalThis|window|self|document|navigator|location|defineProperty|monkeypatch|mock|(?:gi|cr|ag|tb)_\w+|f_(?:back|builtins|code|globals|locals)|func_\w+|mro)\b|\.\s*(?:os|sys|modules|builtins|posix|nt)\b|\bimport\s*\(|\]\s*\(|\]\s*`|<!--/;
/** Settings outside the sample that decide where a library sends its requests. */
const SETS_ENVIRONMENT =
  /\b(?:process\.env|os\.environ|Deno\.env)\b[^=\n]*=(?![=>])|\benv(?:iron)?\.(?:set|update|setdefault)\b|\b(?:putenv|setenv)\b|\b(?:TAGOIO_[A-Z]+|[A-Z]+_PROXY|[a-z]+_proxy|NODE_[A-Z]+|SSL_[A-Z]+)\b/;
/** What decides on a host, with its value. */
const ADDRESS_OPTION = new RegExp(
  `(?<![\\w.])["']?(${ADDRESS_NAMES})["']?\\s*(?:\\]\\s*)?(?::(?!:)|=(?!=))\\s*([^\\n]*)`,
  'gi',
);
const REGION_OPTION = /\bregion["']?\s*(?::|=(?!=))\s*([^\n]*)/gi;
const KNOWN_REGION = /^(["'`])(?:us-e1|usa-1|eu-w1)\1\s*(?:[,})\]]|$)/;

/** Modules that a sample may load; Deno names the registry. */
const KNOWN_MODULE =
  /^(?:(?:(?:npm|jsr):)?@tago-io\/[\w-]+|tagoio[-_]sdk|tago|axios|node-fetch|requests|json|os|sys|time|datetime|typing|asyncio|dayjs|moment)$/;
const MODULES =
  /(?:\bfrom\s+|\bimport\s+|\brequire\s*\(\s*)(["'`])([^"'`\n]*)\1|^[ \t]*(?:from|import)\s+([\w.]+(?:[ \t]*,[ \t]*[\w.]+)*)/gm;

/** What can send a request; its address is checked. */
const SENDS = /\b(?:Account|Resources|fetch|axios(?:\.\w+)?|requests\.\w+)\(/;

/** A URL from its colon. Its scheme is searched backwards: forwards, each letter of a long word would begin one. */
const URL_AFTER_SCHEME =
  /:\/\/(?<=\b([a-z][a-z0-9+.-]*):\/\/)([^\s"'`<>(){}\\,;]*(?:<[\w.-]+>[^\s"'`<>(){}\\,;]*)*)/gi;
/** An address of which a parser adds the slashes. */
const BARE_SCHEME = /["'`](?:https?|wss?|mqtts?):(?!\/\/[\w<])/i;
/** A host at the beginning of a string, with or without what follows it. */
const QUOTED_HOST =
  /["'`](?:\/\/)?((?:[\p{L}\p{N}_-]+\.)+\p{L}[\p{L}\p{N}-]+\.?|\d{1,3}(?:\.\d{1,3}){1,3}|\[[\da-f:.]+\]|localhost|[\w.-]+(?=:\d+["'`/]))(?::\d+)?(?=["'`/?#])/giu;
/** Scheme-relative addresses: `//host`, also with characters that a URL parser skips. */
const RELATIVE_ADDRESS = /["'`](?=[^"'`\n]*["'`])(?:\\[nrt])*[/\\](?:[/\\]|\\[nrt])*[/\\]([^"'`\n]*)["'`]/g;
const FILE_NAME = /\.(?:json|csv|txt|js|mjs|cjs|ts|png|jpe?g|pdf|html|xml|ya?ml)$/i;
/** Only data: a configuration, or the definition of a constant. */
const DATA =
  /^\s*(?:(?:const|let|var)\s+)?(?:[\w.-]+\s*[:=]\s*)?(?:[{[][^()`]*[}\]]|"[^"()\n]*"|'[^'()\n]*')[,;]?\s*$/;
/** A comment to the line's end: no quote, so it isn't within a string, no parenthesis, nothing that could run. */
const COMMENT = /(?:^[ \t]*|[ \t])(?:\/\/|#)(?=[ \t])[^"'`()$;={}[\]\n]*$/gm;
const DOCUMENTATION = /\bhttps:\/\/(?:docs|help|admin)\.tago\.io(?:\/[\w./#-]*)?(?=[\s.,]|$)/g;

/** Returns why code must not get a token; null if it may. */
export function codeProblem(text: string, origin: ApiOrigin): DestinationProblem | null {
  const code = text
    .replace(COMMENT, (comment) => comment.replace(DOCUMENTATION, ''))
    // How a Python program begins that may also be loaded, and an import that leaves nothing in the program.
    .replace(/^if __name__ == (["'])__main__\1:$/gm, 'if True:')
    .replace(/^import type (?=\{)/gm, 'import ')
    // C's other way to define a constant.
    .replace(/^([ \t]*)#define[ \t]+(?=\w+[ \t])(\w+)/gm, '$1$2 =');
  const named = textProblem(code, origin);
  if (named || onlyDefines(code)) return named;
  const tokens = codeTokens(code);
  if (typeof tokens === 'string') return unclear(tokens);
  const program = textOf(tokens);
  const problem = textProblem(program, origin) ?? statementProblem(program, tokens);
  if (problem || SENDS.test(program) || DATA.test(program)) return problem;
  return unclear(/\S+/.exec(code)?.[0] ?? '');
}

function textProblem(code: string, origin: ApiOrigin): DestinationProblem | null {
  const problem = addressesIn(code, origin);
  if (problem) return problem;
  for (const pattern of [ENCODED, RUNS_TEXT, SETS_ENVIRONMENT, BARE_SCHEME]) {
    const found = pattern.exec(code);
    if (found) return unclear(found[0]);
  }
  return modulesProblem(code) ?? optionsProblem(code, origin) ?? programProblem(code);
}

/** Returns every address and host that the text names. */
function addressesIn(code: string, origin: ApiOrigin): DestinationProblem | null {
  for (const [rest, scheme = ''] of code.matchAll(URL_AFTER_SCHEME)) {
    const address = scheme + rest;
    const problem = rest === '://' ? unclear(address) : addressProblem(address, origin);
    if (problem) return problem;
  }
  for (const [, address = ''] of code.matchAll(RELATIVE_ADDRESS)) {
    const problem = addressProblem(address, origin);
    if (problem) return problem;
  }
  for (const [, host = ''] of code.matchAll(QUOTED_HOST)) {
    if (FILE_NAME.test(host) || KNOWN_MODULE.test(host)) continue;
    const problem = hostProblem(host, origin);
    if (problem) return problem;
  }
  return null;
}

function modulesProblem(code: string): DestinationProblem | null {
  const unknown = modulesOf(code).find((name) => !KNOWN_MODULE.test(name));
  return unknown === undefined ? null : unclear(unknown);
}

function modulesOf(code: string): string[] {
  return [...code.matchAll(MODULES)].flatMap(([, , quoted, named]) =>
    quoted === undefined ? (named ?? '').split(/\s*,\s*/) : [quoted],
  );
}

function optionsProblem(code: string, origin: ApiOrigin): DestinationProblem | null {
  for (const [, value = ''] of code.matchAll(REGION_OPTION)) {
    if (!KNOWN_REGION.test(value) && !/^\{/.test(value)) return unclear('region');
  }
  for (const [, name = '', value = ''] of code.matchAll(ADDRESS_OPTION)) {
    const [, , quoted, bare] =
      /^(?:(["'`])([^"'`\n]*)\1|(https?:\/\/[\w./:-]+))\s*(?:[,})\];]|$)/.exec(value) ?? [];
    const literal = quoted ?? bare;
    // A value that isn't an address is refused too, since the option's name says that it is one.
    if (literal === undefined || !/^(?:[a-z]+:\/\/|[\w-]+\.)/i.test(literal)) return unclear(name);
    const problem = addressProblem(literal, origin);
    if (problem) return problem;
  }
  return /\.\.\.\s*[A-Za-z_$]|\*\*\s*[A-Za-z_]/.test(code) ? unclear('...') : null;
}

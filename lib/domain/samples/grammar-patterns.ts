/* Patterns that the grammars of generated samples are composed of. */

/** Scheme and authority, without user info. `<region>` is a placeholder of the docs. */
export const TARGET = String.raw`(?<target>https?:\/\/[\w.<>-]+(?::\d+)?)`;
export const PATH = String.raw`(?<path>(?:[\/?][^\s'"\\\`$#]*(?: [^\s'"\\\`$#]+)*)?)`;
export const METHOD = '(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)';
/** Headers that send a request to another host than its address, or claim to. */
const REDIRECTING_HEADERS =
  'host|forwarded|via|connection|upgrade|te|transfer-encoding|content-length|proxy-[\\w-]*|x-(?:forwarded|original|rewrite|http-method)[\\w-]*';
export const HEADER_NAME = `(?!(?:${inAnyCase(REDIRECTING_HEADERS)})['":])[A-Za-z][A-Za-z0-9_-]*`;
export const HEADER_VALUE = String.raw`[^'"\\\n\`$]*`;

/**
 * What a shell that a sample is pasted into could take for a command within double quotes is at most one word, of a
 * program without arguments.
 */
const NO_COMMAND = String.raw`\`\w+\`|\$(?![({[])`;
/** A part of a string between double quotes. */
const CHARACTER = String.raw`(?:[^"\\\n\`$]|${NO_COMMAND})`;
/** Punctuation, strings and literals of JSON, also as Python writes them; no names and no calls. */
export const JSON_VALUE = String.raw`(?:[\s{}[\]:,]|"(?:${CHARACTER}|\\.)*"(?!\s+:)|-?\d[\d.eE+-]*(?![\d.eE+-])|true|false|null|True|False|None)+`;
export const SINGLE_QUOTED = String.raw`'(?:[^'\\\n]|\\.)*'`;
export const DOUBLE_QUOTED = String.raw`"(?:${CHARACTER}|\\.)*"`;
/** A backslash before a parenthesis would begin an expression. */
export const SWIFT_STRING = String.raw`"(?:${CHARACTER}|\\[^(\n])*"`;
export const GO_RAW_STRING = '`(?:[^`]|`\\+"`"\\+`)*`';
export const RUST_RAW_STRING = String.raw`r#"(?:(?!"#)(?:[^\`$]|${NO_COMMAND}))*"#`;
export const SHELL_STRING = String.raw`'(?:[^']|'\\'')*'`;

/** Returns a pattern that ignores case; Chromium 127 has no inline flag for that. */
function inAnyCase(pattern: string): string {
  return pattern.replace(/\\w|[a-z]/g, (part) => (part.length > 1 ? part : `[${part}${part.toUpperCase()}]`));
}
/** Returns a pattern of fixed text, which is escaped, with patterns in between. */
export function exactly(fixed: TemplateStringsArray, ...patterns: string[]): string {
  const escaped = fixed.raw.map((text) => text.replace(/[$()*+.?[\]\\^{|}/]/g, '\\$&'));
  return escaped.map((text, i) => text + (patterns[i] ?? '')).join('');
}
export const optional = (pattern: string) => `(?:${pattern})?`;
export const repeated = (pattern: string) => `(?:${pattern})*`;
export const either = (...patterns: string[]) => `(?:${patterns.join('|')})`;
/** Marks the part with the headers: one or none in each grammar. */
export const headers = (pattern: string) => `(?<headers>${pattern})`;

/** Returns a pattern of a dictionary of headers, one per line; `trail` precedes each line break. */
export function dictionary(indent: string, trail = ''): string {
  const entry = exactly`${indent}'${HEADER_NAME}': '${HEADER_VALUE}'`;
  return exactly`${headers(
    `${entry}${repeated(exactly`,${trail}
${entry}`)}`,
  )}
`;
}

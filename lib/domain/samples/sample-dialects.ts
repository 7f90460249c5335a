/*
 * How the generator behind the docs' API pages (postman-code-generators) writes a request in each language, as far as
 * needed to add a header. The patterns include the indentation, so that text in a body isn't taken for code.
 */

/** Where a header goes: `before` and `after` surround the token; they replace `[start, end)` of the sample. */
interface HeaderSlot {
  start: number;
  end: number;
  before: string;
  after: string;
  /** A second change that the header requires (a call in Rust). */
  also?: { at: number; text: string };
}

export type SampleDialect =
  | 'curl'
  | 'python-requests'
  | 'python-http.client'
  | 'go'
  | 'nodejs-axios'
  | 'nodejs-native'
  | 'nodejs-request'
  | 'nodejs-unirest'
  | 'rust'
  | 'swift';

const DIALECT_MARKS: [SampleDialect, RegExp][] = [
  ['curl', /^curl\b/],
  ['python-requests', /^import requests$/m],
  ['python-http.client', /^import http\.client$/m],
  ['go', /^package main$/m],
  ['nodejs-axios', /^(?:const|var|let) axios = require\('axios'\);$/m],
  ['nodejs-native', /^(?:const|var|let) https? = require\('follow-redirects'\)\.https?;$/m],
  ['nodejs-request', /^(?:const|var|let) request = require\('request'\);$/m],
  ['nodejs-unirest', /^(?:const|var|let) unirest = require\('unirest'\);$/m],
  ['rust', /reqwest::Client::builder\(\)/],
  ['swift', /^var request = URLRequest\(/m],
];

/** Returns the dialect of a sample; null when the generator has none like it. */
export function dialectOf(text: string): SampleDialect | null {
  return DIALECT_MARKS.find(([, mark]) => mark.test(text))?.[0] ?? null;
}

/**
 * Returns where the header `name` goes in a sample of that dialect; null when it doesn't have the expected form.
 * `headersAt`: where the sample's headers begin, if it has any.
 */
export function headerSlot(
  text: string,
  dialect: SampleDialect,
  name: string,
  headersAt: number | null,
): HeaderSlot | null {
  switch (dialect) {
    case 'curl':
      // The first quotes are those of the address, in which there may be spaces.
      return afterMatch(text, /^curl [^'\n]*'[^'\n]*'/, ` \\\n-H '${name}: `, "'");
    case 'python-requests':
    case 'python-http.client':
      return inObject(text, /^headers = \{/m, { name, indent: '  ', close: '', trail: '' });
    case 'nodejs-axios':
      return inObject(text, /^ {2}headers: \{/m, { name, indent: '    ', close: '  ', trail: ' ' });
    case 'nodejs-native':
    case 'nodejs-request':
      return inObject(text, /^ {2}'headers': \{/m, { name, indent: '    ', close: '  ', trail: '' });
    case 'nodejs-unirest':
      return (
        inObject(text, /^ {2}\.headers\(\{/m, { name, indent: '    ', close: '  ', trail: '' }) ??
        afterMatch(text, /^var req = unirest\([^\n]*\)$/m, `\n  .headers({\n    '${name}': '`, "'\n  })")
      );
    case 'go':
      return goSlot(text, name, headersAt);
    case 'rust':
      return rustSlot(text, name, headersAt);
    case 'swift':
      return swiftSlot(text, name);
  }
}

function goSlot(text: string, name: string, headersAt: number | null): HeaderSlot | null {
  const before = `  req.Header.Add("${name}", "`;
  const at = headersAt ?? lastLine(text, '  res, err := client.Do(');
  return at === null ? null : { start: at, end: at, before, after: `")\n${headersAt === null ? '\n' : ''}` };
}

function swiftSlot(text: string, name: string): HeaderSlot | null {
  const end = `", forHTTPHeaderField: "${name}")`;
  const slot = afterMatch(text, /^var request = URLRequest\([^\n]*$/m, '\nrequest.addValue("', end);
  // Headers end with an empty line; without any, the method follows at once.
  return slot && text.startsWith('\nrequest.httpMethod', slot.end) ? { ...slot, after: `${end}\n` } : slot;
}

function rustSlot(text: string, name: string, headersAt: number | null): HeaderSlot | null {
  const before = `    headers.insert("${name}", "`;
  const after = '".parse()?);\n';
  if (headersAt !== null) return { start: headersAt, end: headersAt, before, after };
  const call = lastLine(text, '    let request = client.request(');
  const request = call === null ? null : /^[^"\n]*"[^"\n]*"\)/.exec(text.slice(call));
  if (call === null || !request) return null;
  const at = /^ {4}let data = /m.exec(text)?.index ?? call;
  return {
    start: at,
    end: at,
    before: `    let mut headers = reqwest::header::HeaderMap::new();\n${before}`,
    after: `${after}\n`,
    also: { at: call + request[0].length, text: '\n        .headers(headers)' },
  };
}

/**
 * Returns where the last line with this beginning starts: an earlier one may be text in the body, which comes first.
 */
function lastLine(text: string, beginning: string): number | null {
  const at = text.lastIndexOf(`\n${beginning}`);
  return at < 0 ? null : at + 1;
}

function afterMatch(text: string, pattern: RegExp, before: string, after: string): HeaderSlot | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const at = match.index + match[0].length;
  return { start: at, end: at, before, after };
}

/**
 * Returns the slot of the first entry of a dictionary, which may be empty (`{}`, `{ }`, or closing on the next line).
 */
function inObject(
  text: string,
  opening: RegExp,
  { name, indent, close, trail }: { name: string; indent: string; close: string; trail: string },
): HeaderSlot | null {
  const match = opening.exec(text);
  if (!match) return null;
  const start = match.index + match[0].length;
  const empty = /^\s*\}/.exec(text.slice(start));
  const first = /^[ \t]*\n/.exec(text.slice(start));
  const before = `${trail}\n${indent}'${name}': '`;
  if (empty) return { start, end: start + empty[0].length - 1, before, after: `'\n${close}` };
  return { start, end: start + (first?.[0].length ?? 0), before, after: `',${trail}\n` };
}

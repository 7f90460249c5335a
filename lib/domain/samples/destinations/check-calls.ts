import { unclear } from './check-address.ts';
import type { DestinationProblem } from './check-destinations.ts';
import { isArrow, isFunction, leadsElsewhere } from './check-members.ts';
import {
  countersOf,
  escapesEnvironment,
  isComputed,
  namesAddress,
  setsProperty,
} from './check-properties.ts';
import { textOf } from './code-lexer.ts';
import { Constants } from './program-constants.ts';
import { isAssignment, isKeyToken, type Program, partsOf } from './program-tokens.ts';

/*
 * Text can be built in more ways than a list could name, so built text isn't searched for. Instead, it can't become an
 * address, an option, the name of a property or module, or code: what is one of these is written out.
 */

/** Classes whose options decide where the token is sent. */
const CLASS = /^(?:Account|Resources|Device|Network|Services)$/;
/** Other functions and modules that open connections, load code or run text. */
const POWERFUL = /^(?:Analysis|fetch|axios|requests|require|setTimeout|setInterval)$/;
const METHOD = /^(?:get|post|put|patch|delete|head|request)$/;
/** How an HTTP library is loaded, with a space between the tokens. */
const LOADS =
  /(?:import axios from|(?:const|let|var) axios = require \() .axios.$|(?:import fetch from|(?:const|let|var) fetch = require \() .node-fetch.$/;
/** Names of arguments that don't decide how Python's library sends a request, or none; `url` is checked. */
const PARAMETER = /^(?:|method|url|headers|params|data|json|timeout|allow_redirects)$/;
const ADDRESS = /^(["'])https?:\/\/[\w.<>-]+(?::\d+)?(?:[/?#][^\\\s$]*)?\1$/;

/** Returns the first part of a program by which built text could become more than data; null when there is none. */
export function callsProblem(program: Program, code: string): DestinationProblem | null {
  const { tokens } = program;
  const constants = new Constants(program);
  const counters = countersOf(code);
  const usesAxios = tokens.some(({ text }) => text === 'axios');
  const refused = tokens.findIndex(
    ({ kind, text }, i) =>
      isComputed(program, counters, i) ||
      setsProperty(program, i) ||
      leadsElsewhere(program, i) ||
      // A list of an answer's properties has its request too, without a name.
      (usesAxios && text === 'Object') ||
      (kind === 'string' && !isLoadedRightly(program, i)) ||
      (kind === 'word' &&
        (namesAddress(program, i) ||
          escapesEnvironment(program, i) ||
          ((CLASS.test(text) || POWERFUL.test(text)) && !isUsedRightly(program, constants, i)))),
  );
  if (refused >= 0) return unclear(textOf(tokens.slice(refused, refused + 3)));
  const changed = constants.changed();
  return changed === null ? null : unclear(changed);
}

/** Returns true unless an HTTP library, or a part of it, gets another name when it is loaded. */
function isLoadedRightly({ tokens }: Program, i: number): boolean {
  const loading = tokens.slice(Math.max(0, i - 5), i + 1).map(({ text }) => text);
  return !/^.(?:axios|node-fetch|requests).$/.test(tokens[i]!.text) || LOADS.test(loading.join(' '));
}

/** Returns true if what could open a connection or load code has no other name, and only written arguments. */
function isUsedRightly(program: Program, constants: Constants, i: number): boolean {
  const { tokens, pairs, imported } = program;
  const { text } = tokens[i]!;
  const after = tokens[i + 1]?.text;
  if (imported.has(i)) return !/^(?:as|:)$/.test(after ?? '') && tokens[i - 1]?.text !== 'as';
  const isLoaded = after === '=' && tokens[i + 2]?.text === 'require' && isAssignment(program, i + 1);
  if (isLoaded && /^(?:fetch|axios)$/.test(text)) return true;
  if (isKeyToken(program, i) && !/^(?:axios|requests)$/.test(text)) return false;
  if (/^(?:def|function)$/.test(tokens[i - 1]?.text ?? '')) return false;
  const member = after === '.' ? (tokens[i + 2]?.text ?? '') : '';
  const open = member ? i + 3 : i + 1;
  if (/^(?:exceptions|isAxiosError)$/.test(member) || (text === 'Analysis' && member === 'use')) return true;
  if (tokens[open]?.text !== '(' || (member && !METHOD.test(member))) return false;
  const end = pairs.get(open)!;
  // A function of that name would have parameters there.
  if (/^[{:]$/.test(tokens[end + 1]?.text ?? '') || isArrow(program, end + 1)) return false;
  const parts = partsOf(program, open);
  if (text === 'Analysis') return !member;
  if (CLASS.test(text))
    return !member && parts.length <= 1 && parts.every((part) => isOptions(program, constants, part, i));
  if (text === 'require') return !member && parts.length === 1 && isLiteral(program, parts[0]!);
  if (text.startsWith('set')) return !member && parts.length > 0 && isFunction(program, parts[0]!);
  return isRequest(program, constants, text + (member && `.${member}`), parts, i);
}

function isRequest(
  program: Program,
  constants: Constants,
  call: string,
  parts: [number, number][],
  at: number,
): boolean {
  const [first, second, third] = parts;
  if (!first) return false;
  if (call.startsWith('requests.')) return isPythonRequest(program, constants, call, parts);
  const options = (part: [number, number] | undefined) => !part || isOptions(program, constants, part, at);
  const hasAddress = isAddress(program, constants, first);
  if (/^axios(?:\.request)?$/.test(call) && !hasAddress) return !second && options(first);
  if (/\.(?:post|put|patch)$/.test(call)) return hasAddress && options(third);
  return hasAddress && !third && options(second);
}

/** Returns true if no argument decides how the request is sent, and its address is written out. */
function isPythonRequest(
  program: Program,
  constants: Constants,
  call: string,
  parts: [number, number][],
): boolean {
  const { tokens } = program;
  const names = parts.map(([start]) => (tokens[start + 1]?.text === '=' ? tokens[start]!.text : ''));
  const hasMethod = call === 'requests.request' && names[0] === '';
  const address = parts[names.includes('url') ? names.indexOf('url') : Number(hasMethod)];
  return (
    names.every((name) => PARAMETER.test(name)) &&
    names.lastIndexOf('') < 2 &&
    (!hasMethod || isLiteral(program, parts[0]!)) &&
    address !== undefined &&
    isAddress(program, constants, address)
  );
}

/** Returns true for an address that is written out, there or where its name is defined. */
function isAddress({ tokens }: Program, constants: Constants, [start, end]: [number, number]): boolean {
  const from = tokens[start]!.text === 'url' && tokens[start + 1]?.text === '=' ? start + 2 : start;
  if (end !== from + 1) return false;
  const at = tokens[from]!.kind === 'word' ? constants.use(from) : from;
  return at !== null && ADDRESS.test(tokens[at]!.text);
}

/**
 * Returns true for options that are written out, there or where their name is defined, with the names of all. In Python
 * a name before a colon is a variable.
 */
function isOptions(
  program: Program,
  constants: Constants,
  [start, end]: [number, number],
  at: number,
): boolean {
  const { tokens, pairs } = program;
  const named = tokens[start]!.text === 'token' && tokens[start + 1]?.text === '=';
  if (named) return end === start + 3 && /^(?:word|string)$/.test(tokens[start + 2]!.kind);
  if (end === start + 1 && tokens[start]!.kind === 'string') return true;
  const open = tokens[start]!.kind === 'word' && end === start + 1 ? constants.use(start) : start;
  if (open === null) return false;
  if (tokens[open]!.kind === 'string') return true;
  if (tokens[open]!.text !== '{' || (open === start && pairs.get(open) !== end - 1)) return false;
  const isJavaScript =
    !CLASS.test(tokens[at]!.text) || tokens[at - 1]?.text === 'new' || isSdkMember(program, at);
  const inside = tokens.slice(open, pairs.get(open));
  return isJavaScript || !inside.some(({ kind }, key) => kind === 'word' && isKeyToken(program, open + key));
}

const isSdkMember = ({ tokens }: Program, at: number) => tokens[at]!.member && tokens[at - 3]?.text === 'new';

const isLiteral = ({ tokens }: Program, [start, end]: [number, number]) =>
  end === start + 1 && tokens[start]!.kind === 'string';

import { own } from '../../own.ts';
import { MEMBERS, RESERVED, SUBMODULES } from './known-names.ts';

const NAME = '[A-Za-z_$][\\w$]*';
/** Declarations, with the declared names in the first group. */
const DECLARATIONS = [
  `\\b(?:const|let|var|function|def|for)\\s+(${NAME})`,
  `\\b(?:const|let|var|import)\\s+(?:${NAME}\\s*,\\s*)?[{[]([^}\\]]*)[}\\]]`,
  `\\bimport\\s+(${NAME})[ \\t]+from\\b`,
  `\\bimport\\s+\\*\\s+as\\s+(${NAME})\\s+from\\s+["']@tago-io/`,
  `\\b(?:with|except)\\b[^\\n]*\\bas\\s+(${NAME})`,
  `^[ \\t]*(${NAME}(?:\\s*,\\s*${NAME})*)\\s*(?::\\s*\\w+\\s*)?=(?!=)`,
  `\\bfor\\s*(?:\\(\\s*)?(?:(?:const|let|var)\\s+)?([\\w$,{}[\\]][\\w$, {}[\\]]*?)(?: |[^\\S ]\\s*)(?:in|of)\\b`,
  `\\(([^()]*)\\)\\s*=>`,
  `(?<![\\w$])\\d*(${NAME})\\s*=>`,
  `\\b(?:function|def)\\s*(?:${NAME}\\s*)?\\(([^()]*)\\)`,
  `\\bcatch\\s*\\(\\s*(${NAME})`,
  `\\blambda\\s([^:]*):`,
].map((pattern) => new RegExp(pattern, 'gm'));
const NAMED_IMPORTS = /^[ \t]*from\s+([\w.]+)\s+import\s+\(?([\w, \t]+)/gm;

/** Returns the names that a program defines, given without its comments and texts. */
export function declaredNames(code: string): Set<string> {
  const declared = new Set<string>();
  const add = (list: string) => {
    for (const [name] of list.matchAll(/[A-Za-z_$][\w$]*/g)) if (!RESERVED.has(name)) declared.add(name);
  };
  for (const pattern of DECLARATIONS) for (const [, list = ''] of code.matchAll(pattern)) add(list);
  for (const [, module = '', list = ''] of code.matchAll(NAMED_IMPORTS)) {
    const members = own(MEMBERS, module);
    const named = list.split(',').map((name) => name.trim());
    for (const name of named) {
      // A function that is called by its name alone could be any other.
      if (module === 'requests') continue;
      if ((!members || members.has(name)) && !own(SUBMODULES, `${module}.${name}`)) add(name);
    }
  }
  return declared;
}

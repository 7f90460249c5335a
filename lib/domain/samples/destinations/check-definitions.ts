/*
 * Texts that only define values: constants of a typed language, YAML, an .env file. They send nothing themselves, so it
 * doesn't matter which program reads them, as long as each line has this form. White space is one space here.
 */

const { raw } = String;

/**
 * A word, a placeholder, or an address, which is checked elsewhere. What a key or a variable means isn't known: a task,
 * or what a shell runs before each prompt. So a value must do nothing as a program either, and no language replaces any
 * of it.
 */
const VALUE = raw`(?:https?:\/\/[\w./-]+|<[\w -]+>|[\w.-]*)`;
const STRING = `(?:"${VALUE}"|'${VALUE}')`;
const LITERAL = `(?:${STRING}|-?\\d+(?:\\.\\d+)?|true|false|null)`;
/**
 * A comment. An interactive zsh has none, and would run a part of it; in a shell, two slashes begin a program's path,
 * unless a space follows.
 */
const REMARK = raw`(?:\/{2,3}(?=\s|$)|#)[^"'\`()$;&|<>=!\\{}[\]]*`;

/** Words before a constant's name in C, C++, C#, Java, Kotlin, Swift, Go and Rust. */
const MODIFIER =
  '(?:public|private|protected|internal|static|final|constexpr|const|readonly|pub|let|var|val|auto|char|int|long|bool|boolean|[sS]tring|std::string(?:_view)?)';
const CONSTANT = raw`(?:${MODIFIER}(?: ?[*&])? \*?)*\w+(?:\[\d*\])?(?:: ?(?:String|&(?:'static )?str))? ?:?= ?${LITERAL};?`;
/** What constants may stand in or below. */
const FRAME = raw`#include <[\w./]+>|(?:${MODIFIER} )*(?:class|object|struct|namespace) \w+(?: ?\{)?|\{|\};?`;
/** A key, with a value or with what is indented below it. Of those whose value may be a program, none is allowed. */
const ENTRY = raw`(?!(?:run|uses|shell)\b)[\w-]+:(?: ${LITERAL})?`;
/** Without quotes, no value has spaces. */
const SETTING = raw`[A-Z][A-Z\d_]*=(?:${STRING}|https?:\/\/[\w./-]+|<[\w-]+>|[\w-]+)?`;

const KINDS = [`${CONSTANT}|${FRAME}`, ENTRY, SETTING].map(
  (line) => new RegExp(`^(?:(?:${line})?(?: ${REMARK})?|${REMARK})$`),
);

/** Returns true if each line of a text does nothing but define a value, all in one of these ways. */
export function onlyDefines(text: string): boolean {
  const lines = text.split('\n').map((line) => line.trim().replace(/[ \t]+/g, ' '));
  return KINDS.some((kind) => lines.every((line) => kind.test(line)));
}

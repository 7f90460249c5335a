/**
 * Accepted warnings of Firefox's add-on linter, each with its reason, as in store/reviewer-notes.md. Every other
 * finding fails the check, and so does an accepted warning that no longer occurs.
 */
const ACCEPTED = [
  {
    code: 'KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION',
    file: /^manifest\.json$/,
    reason: 'data_collection_permissions is newer on Android, where this extension is not offered',
  },
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    file: /^chunks\/[\w-]+\.js$/,
    reason: 'Preact’s own support for dangerouslySetInnerHTML, which this extension never uses',
  },
  {
    code: 'UNSUPPORTED_API',
    file: /^content-scripts\/docs\.js$/,
    reason: 'chrome.dom is looked for before it is used; Firefox has the same as a method of elements',
  },
];

interface Finding {
  _type: string;
  code: string;
  file?: string;
  message: string;
}

/** Returns the problems in the linter's JSON, in sentences; empty when all findings are accepted. */
export function lintProblems(output: string, exitCode: number): string[] {
  let findings: Finding[];
  try {
    const report = JSON.parse(output.slice(output.indexOf('{'))) as Record<string, Finding[] | undefined>;
    findings = ['errors', 'warnings', 'notices'].flatMap((kind) => report[kind] ?? []);
  } catch {
    return [`the linter ended with ${exitCode} and left no report: ${output.trim()}`];
  }
  const accepts = (finding: Finding) =>
    ACCEPTED.find(({ code, file }) => code === finding.code && file.test(finding.file ?? ''));
  const used = new Set(findings.map(accepts));
  const problems = findings
    .filter((finding) => finding._type === 'error' || !accepts(finding))
    .map(({ _type, code, file, message }) => `${_type} ${code} in ${file ?? 'the add-on'}: ${message}`);
  const unused = ACCEPTED.filter((entry) => !used.has(entry)).map(
    ({ code }) => `${code} is accepted but not found anymore: remove it`,
  );
  return exitCode === 0 || problems.length > 0
    ? [...problems, ...unused]
    : [`the linter ended with ${exitCode}`];
}

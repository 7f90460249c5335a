import { expect, test } from 'vitest';
import { lintProblems } from '../../run/firefox-lint.ts';

const android = {
  _type: 'warning',
  code: 'KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION',
  file: 'manifest.json',
  message: 'Android',
};
const preact = {
  _type: 'warning',
  code: 'UNSAFE_VAR_ASSIGNMENT',
  file: 'chunks/popup-Ab1_-.js',
  message: 'Unsafe assignment to innerHTML',
};
const shadow = {
  _type: 'warning',
  code: 'UNSUPPORTED_API',
  file: 'content-scripts/docs.js',
  message: 'dom.openOrClosedShadowRoot is not supported',
};
const report = (...warnings: object[]) =>
  JSON.stringify({ errors: [], notices: [], warnings: [shadow, ...warnings] });

test('accepted warnings are no problem', () => {
  expect(lintProblems(report(android, preact), 0)).toEqual([]);
});

test.each([
  ['another warning', { ...preact, code: 'DANGEROUS_EVAL' }],
  ['an accepted warning in another file', { ...preact, file: 'background.js' }],
  ['an error', { ...preact, _type: 'error' }],
])('%s is a problem', (_what, finding) => {
  expect(lintProblems(report(android, preact, finding), 0)).toHaveLength(1);
});

test('an accepted warning that no longer occurs is a problem, which keeps the list up to date', () => {
  expect(lintProblems(report(preact), 0)).toEqual([
    expect.stringContaining('KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION is accepted but not found'),
  ]);
});

test('a linter that fails or reports nothing is a problem', () => {
  expect(lintProblems('no such folder', 1)).toHaveLength(1);
  expect(lintProblems(report(android, preact), 1)).toHaveLength(1);
});

import fs from 'node:fs';
import path from 'node:path';
import { archiveOf, OUTPUT } from '../release/archives.ts';
import { checkReproducible } from '../release/reproducible.ts';
import { bundleTable, checkBundles } from './budgets.ts';
import { lintProblems } from './firefox-lint.ts';
import { licenseProblems } from './licenses.ts';
import { checkManifests } from './manifests.ts';
import { type Counts, countsOf, run, runStep, runSuite, type SuiteResult } from './suite.ts';

const bin = (name: string) => path.join('node_modules', name);
export const CHROME_BUILD = path.join(OUTPUT, 'chrome-mv3');
export const FIREFOX_BUILD = path.join(OUTPUT, 'firefox-mv3');

/** With fewer modules than this the dependency check did not see the whole project, and must not pass. */
const MIN_MODULES = 50;

/** Warnings that a build may have. */
const EXPECTED_WARNINGS = [
  // The offscreen document is Chromium's; Firefox's background writes to the clipboard itself.
  /^\[warn\] The following entrypoints have been skipped:$/,
];

/** Returns the warnings in a build's output: WXT's, and the bundler's, which begin with an upper-case code. */
export function buildWarnings(output: string): string[] {
  return output
    .split(/[\r\n]+/)
    .flatMap((line) => /\[warn\].*|\[[A-Z]+(?:_[A-Z]+)+\].*/.exec(line) ?? [])
    .filter((warning) => !EXPECTED_WARNINGS.some((expected) => expected.test(warning)));
}

/** Builds the extension and its zip for both browsers. */
export async function build(): Promise<SuiteResult[]> {
  const wxt = bin('wxt/bin/wxt.mjs');
  return [
    await runStep('build for Chromium', [wxt, 'zip'], buildWarnings),
    await runStep('build for Firefox', [wxt, 'zip', '-b', 'firefox'], buildWarnings),
  ];
}

/** Runs formatter, linter, types, dependency rules, bundle budgets and Firefox's linter. Needs the builds. */
export async function check(): Promise<SuiteResult[]> {
  // Two at a time, since each uses a whole processor. The native compiler needs a third of the time; `typescript` is
  // there for the tools that call its API, which the native one does not have.
  const checked = await Promise.all([
    (async () => [
      await runStep('format and lint', [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings']),
      await runSuite('dependency rules', checkDependencies),
    ])(),
    (async () => [
      await runStep('types', [bin('typescript-native/bin/tsc'), '--noEmit', '-p', '.']),
      await runSuite('Firefox add-on lint', lintFirefoxBuild),
    ])(),
  ]);
  return [
    ...checked.flat(),
    await runSuite('bundles', bundles),
    await runSuite('manifests', manifests),
    await runSuite('licenses', licenses),
    await runSuite('reproducible builds', checkReproducible),
  ];
}

async function lintFirefoxBuild(): Promise<Counts> {
  const { code, output } = await run([
    bin('web-ext/bin/web-ext.js'),
    'lint',
    '--no-config-discovery',
    '--no-input',
    '--output',
    'json',
    '--source-dir',
    FIREFOX_BUILD,
  ]);
  return countsOf(lintProblems(output, code));
}

async function manifests(): Promise<Counts> {
  return countsOf(checkManifests({ chromium: CHROME_BUILD, firefox: FIREFOX_BUILD }));
}

async function licenses(): Promise<Counts> {
  const { dependencies } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { dependencies: object };
  const names = Object.keys(dependencies);
  return countsOf([CHROME_BUILD, FIREFOX_BUILD].flatMap((build) => licenseProblems(build, names)));
}

async function checkDependencies(): Promise<Counts> {
  const tool = bin('dependency-cruiser/bin/dependency-cruise.mjs');
  const { code, output } = await run([
    tool,
    '--config',
    '.dependency-cruiser.cjs',
    'lib',
    'components',
    'entrypoints',
  ]);
  const modules = Number(/\((\d+) modules|(\d+) modules,/.exec(output)?.slice(1).find(Boolean) ?? 0);
  const problems = code === 0 ? [] : [output.trim()];
  if (modules < MIN_MODULES) problems.push(`only ${modules} modules were checked`);
  return countsOf(problems);
}

async function bundles(): Promise<Counts> {
  const lines = checkBundles(CHROME_BUILD, archiveOf('.', 'chrome'));
  console.log(`\n${bundleTable(lines)}\n`);
  const bad = lines.filter(({ problems }) => problems.length > 0);
  return {
    passed: lines.length - bad.length,
    failed: bad.length,
    skipped: 0,
    notes: bad.map(({ what, problems }) => `${what} ${problems.join(', ')}`),
  };
}

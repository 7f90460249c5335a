import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** A tree of its own with one arrow per file; `refused` names the rule that must catch it, null: allowed. */
const ARROWS: { file: string; imports: string; refused: string | null }[] = [
  { file: 'lib/domain/level.ts', imports: "import { a } from './keys.ts'", refused: null },
  {
    file: 'lib/domain/value.ts',
    imports: "import { a } from '../store/usage.ts'",
    refused: 'arrows-of-domain',
  },
  {
    file: 'lib/domain/type.ts',
    imports: "import type { A } from '../store/usage.ts'",
    refused: 'arrows-of-domain',
  },
  {
    file: 'lib/domain/re-export.ts',
    imports: "export type { A } from '../store/usage.ts'",
    refused: 'arrows-of-domain',
  },
  {
    file: 'lib/domain/inline.ts',
    imports: "import { type A } from '../store/usage.ts'",
    refused: 'arrows-of-domain',
  },
  { file: 'lib/store/usage.ts', imports: "import { a } from '../domain/keys.ts'", refused: null },
  { file: 'lib/store/up.ts', imports: "import { a } from '../state/app.ts'", refused: 'arrows-of-store' },
  { file: 'lib/state/app.ts', imports: "import { a } from '../store/usage.ts'", refused: null },
  {
    file: 'lib/state/wire.ts',
    imports: "import type { A } from '../platform/request.ts'",
    refused: 'arrows-of-state',
  },
  { file: 'lib/platform/request.ts', imports: "import { a } from '../domain/keys.ts'", refused: null },
  {
    file: 'lib/platform/up.ts',
    imports: "import { a } from '../vault/vault.ts'",
    refused: 'arrows-of-platform',
  },
  { file: 'lib/vault/vault.ts', imports: "import { a } from '../store/usage.ts'", refused: null },
  { file: 'lib/actions/switch.ts', imports: "import { a } from '../store/usage.ts'", refused: null },
  { file: 'lib/unheard/of.ts', imports: "import { a } from '../store/usage.ts'", refused: 'known-room' },
  { file: 'components/view.tsx', imports: "import { a } from '../lib/state/app.ts'", refused: null },
  { file: 'components/popup/row.tsx', imports: "import { a } from '../parts/icon.tsx'", refused: null },
  { file: 'components/parts/icon.tsx', imports: 'export const a = 1', refused: null },
  {
    file: 'components/options/row.tsx',
    imports: "import { a } from '../popup/row.tsx'",
    refused: 'pages-share-parts-only',
  },
  {
    file: 'components/wire.tsx',
    imports: "import { a } from '../lib/platform/request.ts'",
    refused: 'components-see-state-only',
  },
  {
    file: 'components/vault.tsx',
    imports: "import type { A } from '../lib/vault/vault.ts'",
    refused: 'components-see-state-only',
  },
  {
    file: 'components/store.tsx',
    imports: "import { a } from '../lib/store/usage.ts'",
    refused: 'components-see-state-only',
  },
  {
    file: 'components/door.tsx',
    imports: "import { a } from '../lib/browser.ts'",
    refused: 'components-see-state-only',
  },
  {
    file: 'lib/toolbar/up.ts',
    imports: "import { a } from '../../entrypoints/popup/main.tsx'",
    refused: 'nothing-imports-an-entrypoint',
  },
  {
    file: 'entrypoints/popup/main.tsx',
    imports: "import { a } from '../../components/view.tsx'",
    refused: null,
  },
  {
    file: 'entrypoints/popup/action.tsx',
    imports: "import { a } from '../../lib/actions/switch.ts'",
    refused: 'pages-stay-off-the-wire',
  },
  {
    file: 'entrypoints/background.ts',
    imports: "import { a } from '../lib/actions/switch.ts'",
    refused: null,
  },
  {
    file: 'lib/store/test.ts',
    imports: "import { a } from '../../tests/sandbox/state.ts'",
    refused: 'product-does-not-import-tests',
  },
];

const TARGETS = ['lib/domain/keys.ts', 'lib/browser.ts', 'tests/sandbox/state.ts'];
const BODY = 'export const a = 1;\nexport type A = number;\n';

interface Report {
  summary: { violations: { from: string; rule: { name: string } }[]; totalCruised: number };
}

let root: string;
let report: Report;

beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'arrows-'));
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  write('tsconfig.json', '{"compilerOptions": {"allowImportingTsExtensions": true, "noEmit": true}}');
  for (const file of TARGETS) write(file, BODY);
  for (const { file, imports } of ARROWS) {
    write(file, imports.startsWith('import') ? `${imports};\n${BODY}` : `${imports};\nexport const a = 1;\n`);
  }
  report = cruise(root, ['lib', 'components', 'entrypoints']);
}, 60_000);

afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

/** The project's own configuration, run on a tree. The tool ends with an error when there are violations. */
function cruise(cwd: string, folders: string[]): Report {
  const args = ['--config', path.resolve('.dependency-cruiser.cjs'), '--output-type', 'json', ...folders];
  const tool = path.resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  try {
    return JSON.parse(
      execFileSync(process.execPath, [tool, ...args], { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
    );
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout);
  }
}

describe('the check of the arrows', () => {
  test('sees every file of the tree', () => {
    expect(report.summary.totalCruised).toBeGreaterThanOrEqual(ARROWS.length);
  });

  test.each(ARROWS.filter(({ refused }) => refused))('refuses $file ($imports)', ({ file, refused }) => {
    const rules = report.summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
    expect(rules).toContain(refused);
  });

  test.each(ARROWS.filter(({ refused }) => !refused))('allows $file ($imports)', ({ file }) => {
    expect(report.summary.violations.filter(({ from }) => from === file)).toEqual([]);
  });
});

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Files with one import each; `refused` is the rule that must refuse it, null: allowed. */
const IMPORTS: { file: string; imports: string; refused: string | null }[] = [
  { file: 'lib/domain/usage/level.ts', imports: "import { a } from '../identity/keys.ts'", refused: null },
  {
    file: 'lib/domain/value.ts',
    imports: "import { a } from '../store/usage.ts'",
    refused: 'layer-domain',
  },
  {
    file: 'lib/domain/type.ts',
    imports: "import type { A } from '../store/usage.ts'",
    refused: 'layer-domain',
  },
  {
    file: 'lib/domain/re-export.ts',
    imports: "export type { A } from '../store/usage.ts'",
    refused: 'layer-domain',
  },
  {
    file: 'lib/domain/inline.ts',
    imports: "import { type A } from '../store/usage.ts'",
    refused: 'layer-domain',
  },
  { file: 'lib/store/usage.ts', imports: "import { a } from '../domain/identity/keys.ts'", refused: null },
  { file: 'lib/store/up.ts', imports: "import { a } from '../state/app.ts'", refused: 'layer-store' },
  { file: 'lib/state/app.ts', imports: "import { a } from '../store/usage.ts'", refused: null },
  {
    file: 'lib/state/wire.ts',
    imports: "import type { A } from '../platform/request.ts'",
    refused: 'layer-state',
  },
  {
    file: 'lib/platform/request.ts',
    imports: "import { a } from '../domain/identity/keys.ts'",
    refused: null,
  },
  {
    file: 'lib/platform/up.ts',
    imports: "import { a } from '../vault/vault.ts'",
    refused: 'layer-platform',
  },
  { file: 'lib/vault/vault.ts', imports: "import { a } from '../store/usage.ts'", refused: null },
  {
    file: 'lib/actions/profiles/switch.ts',
    imports: "import { a } from '../../store/usage.ts'",
    refused: null,
  },
  { file: 'lib/unheard/of.ts', imports: "import { a } from '../store/usage.ts'", refused: 'known-layer' },
  { file: 'components/view.tsx', imports: "import { a } from '../lib/state/app.ts'", refused: null },
  { file: 'components/popup/row.tsx', imports: "import { a } from '../ui/icon.tsx'", refused: null },
  { file: 'components/ui/icon.tsx', imports: 'export const a = 1', refused: null },
  {
    file: 'components/options/row.tsx',
    imports: "import { a } from '../popup/row.tsx'",
    refused: 'pages-share-ui-only',
  },
  {
    file: 'components/wire.tsx',
    imports: "import { a } from '../lib/platform/request.ts'",
    refused: 'components-use-state-only',
  },
  {
    file: 'components/vault.tsx',
    imports: "import type { A } from '../lib/vault/vault.ts'",
    refused: 'components-use-state-only',
  },
  {
    file: 'components/store.tsx',
    imports: "import { a } from '../lib/store/usage.ts'",
    refused: 'components-use-state-only',
  },
  {
    file: 'components/door.tsx',
    imports: "import { a } from '../lib/browser.ts'",
    refused: 'components-use-state-only',
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
    imports: "import { a } from '../../lib/actions/profiles/switch.ts'",
    refused: 'pages-do-not-call-the-platform',
  },
  {
    file: 'entrypoints/background.ts',
    imports: "import { a } from '../lib/actions/profiles/switch.ts'",
    refused: null,
  },
  {
    file: 'lib/store/test.ts',
    imports: "import { a } from '../../tests/sandbox/state.ts'",
    refused: 'product-does-not-import-tests',
  },
  {
    file: 'components/options/usage/level.ts',
    imports: "import { a } from '../../../lib/domain/usage/service-level.ts'",
    refused: 'usage-is-read-by-its-status',
  },
  {
    file: 'lib/domain/billing/level.ts',
    imports: "import { a } from '../usage/service-level.ts'",
    refused: null,
  },
];

const TARGETS = [
  'lib/domain/usage/service-level.ts',
  'lib/domain/identity/keys.ts',
  'lib/browser.ts',
  'tests/sandbox/state.ts',
];
const BODY = 'export const a = 1;\nexport type A = number;\n';

interface Report {
  summary: { violations: { from: string; rule: { name: string } }[]; totalCruised: number };
}

let root: string;
let report: Report;

beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'dependency-rules-'));
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  write('tsconfig.json', '{"compilerOptions": {"allowImportingTsExtensions": true, "noEmit": true}}');
  for (const file of TARGETS) write(file, BODY);
  for (const { file, imports } of IMPORTS) {
    write(file, imports.startsWith('import') ? `${imports};\n${BODY}` : `${imports};\nexport const a = 1;\n`);
  }
  report = cruise(root, ['lib', 'components', 'entrypoints']);
}, 60_000);

afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

/** Runs dependency-cruiser with the project's configuration. It exits with an error when there are violations. */
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

describe('the dependency rules', () => {
  test('are applied to every file', () => {
    expect(report.summary.totalCruised).toBeGreaterThanOrEqual(IMPORTS.length);
  });

  test.each(IMPORTS.filter(({ refused }) => refused))('refuse $file ($imports)', ({ file, refused }) => {
    const rules = report.summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
    expect(rules).toContain(refused);
  });

  test.each(IMPORTS.filter(({ refused }) => !refused))('allow $file ($imports)', ({ file }) => {
    expect(report.summary.violations.filter(({ from }) => from === file)).toEqual([]);
  });
});

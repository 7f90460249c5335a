import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { extractSources } from '../../release/archives.ts';
import { released, sectionsOf } from '../../release/changelog.ts';
import { assertReleasable } from '../../release/version.ts';

const CHANGELOG = `# Changelog

What a person notices.

## 0.2.0 — not released yet

- Faster.

## 0.1.0 — 2026-01-02

- First.
`;

describe('the changelog of a release', () => {
  test('gives the unreleased section its version and date, and leaves the others', () => {
    const { changelog, notes } = released(CHANGELOG, '0.3.0', '2026-02-03');
    expect(notes).toBe('- Faster.');
    expect(sectionsOf(changelog).map(({ version, when }) => `${version} ${when}`)).toEqual([
      '0.3.0 2026-02-03',
      '0.1.0 2026-01-02',
    ]);
  });

  test('is refused without an unreleased section, with an empty one, and for a released version', () => {
    expect(() => released(CHANGELOG.replace('not released yet', '2026-01-09'), '0.3.0', '')).toThrow(
      'nothing to release',
    );
    expect(() => released(CHANGELOG.replace('- Faster.', ''), '0.3.0', '')).toThrow('empty');
    expect(() => released(CHANGELOG, '0.1.0', '')).toThrow('already');
  });
});

describe('the version of a release', () => {
  test.each(['1.0', 'v1.0.0', '1.0.0-beta', '', '1.0.0.0', '1.0.70000'])('%j is refused', (version) => {
    expect(() => assertReleasable(version, '0.1.0')).toThrow();
  });

  test('is never older than the one before', () => {
    const part = fc.nat({ max: 65535 });
    fc.assert(
      fc.property(fc.tuple(part, part, part), fc.tuple(part, part, part), (a, b) => {
        const [older, newer] = [a, b].sort((x, y) => x[0] - y[0] || x[1] - y[1] || x[2] - y[2]) as [
          typeof a,
          typeof b,
        ];
        expect(() => assertReleasable(newer.join('.'), older.join('.'))).not.toThrow();
        if (older.join() !== newer.join())
          expect(() => assertReleasable(older.join('.'), newer.join('.'))).toThrow('older');
      }),
    );
  });
});

describe('the sources archive', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-sources-'));
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  test('has what both builds need, and no files that a build, a test or an editor leaves', () => {
    extractSources('.', folder);
    const names = fs
      .readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => name.split(path.sep).join('/'));
    for (const needed of ['package.json', 'package-lock.json', '.npmrc', 'wxt.config.ts', 'SECURITY.md'])
      expect(names).toContain(needed);
    for (const page of ['popup', 'options', 'pick', 'offscreen'])
      expect(names).toContain(`entrypoints/${page}/index.html`);
    const leftovers =
      /(^|\/)(test-results|playwright-report|node_modules|\.output|\.wxt|\.git|\.env[^/]*|[^/]+\.(log|zip|xpi|crx|pem|p12|orig|swp))(\/|$)/;
    expect(names.filter((name) => leftovers.test(name))).toEqual([]);
  });

  test('of a checkout with changes has them, and new files that nobody added to Git', () => {
    const root = path.join(folder, 'checkout');
    const author = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
    const git = (...args: string[]) =>
      execFileSync('git', [...author, ...args], { cwd: root, encoding: 'utf8' });
    const write = (file: string, text: string) => fs.writeFileSync(path.join(root, file), text);
    fs.mkdirSync(root);
    git('init', '--quiet');
    write('.gitignore', 'built\n');
    write('changed.ts', 'old');
    write('removed.ts', '');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'First');
    write('changed.ts', 'new');
    write('added.ts', '');
    write('built', '');
    fs.rmSync(path.join(root, 'removed.ts'));
    const before = git('status', '--porcelain');

    const extracted = path.join(folder, 'extracted');
    extractSources(root, extracted);
    expect(fs.readdirSync(extracted).sort()).toEqual(['.gitignore', 'added.ts', 'changed.ts']);
    expect(fs.readFileSync(path.join(extracted, 'changed.ts'), 'utf8')).toBe('new');
    expect(git('status', '--porcelain')).toBe(before);
  });
});

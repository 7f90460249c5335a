import fs from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

interface Lockfile {
  packages: Record<
    string,
    { version?: string; integrity?: string; hasInstallScript?: boolean; link?: boolean }
  >;
}

const read = <T>(file: string): T => JSON.parse(fs.readFileSync(file, 'utf8')) as T;
const manifest = read<Manifest>('package.json');
const lock = read<Lockfile>('package-lock.json');

/**
 * Packages with an install script, and why the project works without running it. A new package here needs a reason
 * too.
 */
const WORKS_WITHOUT_ITS_SCRIPT: Record<string, string> = {
  esbuild: 'its binary is an optional package of its own; the script only checks it',
  fsevents: 'macOS only; its binary is in the package',
  'postman-code-generators': 'the script installs dependencies of generators; those used need none',
};

describe('what npm ci installs', () => {
  test.each(Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }))(
    '%s has an exact version (%s)',
    (_name, version) => {
      expect(version).toMatch(/^(npm:[\w/@-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/);
    },
  );

  test('runs no install scripts', () => {
    expect(fs.readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
  });

  test('has no other package that needs its install script', () => {
    const names = Object.entries(lock.packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.split('node_modules/').at(-1) ?? path)
      .filter((name) => name !== '');
    expect(Object.keys(WORKS_WITHOUT_ITS_SCRIPT)).toEqual(expect.arrayContaining([...new Set(names)]));
  });

  test('is verified: every package of the lockfile has its hash', () => {
    const unknown = Object.entries(lock.packages).filter(
      ([path, { integrity, link }]) => path !== '' && !link && !integrity,
    );
    expect(unknown.map(([path]) => path)).toEqual([]);
  });
});

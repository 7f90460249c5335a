import fs from 'node:fs';
import vm from 'node:vm';
import { beforeEach, describe, expect, test } from 'vitest';

const SOURCE = fs.readFileSync('modules/background/worker-require.js', 'utf8');

interface Worker {
  requireChunk: (path: string) => Record<string, unknown>;
  count: number;
}

/** The files that the browser gives `importScripts`, by their path. */
let files: Record<string, string>;
let imported: string[];
let onInstall: () => void;

beforeEach(() => {
  imported = [];
  files = {
    '/background/late.js':
      'self.chunk("/background/late.js",function(exports,require){self.count++;exports.late=()=>require("../background.js").start+require("./shared.js").shared})',
    '/background/shared.js':
      'self.chunk("/background/shared.js",function(exports,require){exports.shared="shared"})',
    '/background/broken.js':
      'self.chunk("/background/broken.js",function(exports,require){exports.half=1;throw new Error("broken")})',
  };
});

/** A worker's global scope with the first chunk in it. */
function worker(): Worker {
  const self: Record<string, unknown> = {
    count: 0,
    addEventListener: (_type: string, listener: () => void) => {
      onInstall = listener;
    },
    importScripts: (url: string) => {
      const { pathname } = new URL(url, 'chrome-extension://id');
      imported.push(pathname);
      const file = files[pathname];
      if (file === undefined) throw new Error('NetworkError');
      vm.runInContext(file, context);
    },
    location: { origin: 'chrome-extension://id' },
    URL,
  };
  self.self = self;
  const context = vm.createContext(self);
  const late = JSON.stringify(['/background/late.js', '/background/shared.js']);
  vm.runInContext(SOURCE.replace('LATE_CHUNKS', late), context);
  vm.runInContext(
    'self.chunk("/background.js",function(exports,require){exports.load=()=>require("./background/late.js");exports.start="start+"})',
    context,
  );
  return self as unknown as Worker;
}

describe('the chunks of Chromium’s background', () => {
  test('are all imported while the worker is installed, and none of them runs', () => {
    const self = worker();
    expect(imported).toEqual([]);
    onInstall();
    expect(imported).toEqual(['/background/late.js', '/background/shared.js']);
    expect(self.count).toBe(0);
  });

  test('are imported when they are first required, and run once', () => {
    const self = worker();
    const { load } = self.requireChunk('/background.js') as { load: () => { late: () => string } };
    expect(imported).toEqual([]);
    expect(load().late()).toBe('start+shared');
    expect(load()).toBe(load());
    expect(imported).toEqual(['/background/late.js', '/background/shared.js']);
    expect(self.count).toBe(1);
  });

  test('that cannot be loaded are an error each time, until they can be', () => {
    const self = worker();
    const there = files['/background/late.js'] as string;
    delete files['/background/late.js'];
    expect(() => self.requireChunk('/background/late.js')).toThrow('NetworkError');
    expect(() => self.requireChunk('/background/late.js')).toThrow('NetworkError');
    files['/background/late.js'] = there;
    expect(self.requireChunk('/background/late.js')).toHaveProperty('late');
  });

  test('that break off leave nothing behind that would pass for a whole one', () => {
    const self = worker();
    expect(() => self.requireChunk('/background/broken.js')).toThrow('broken');
    expect(() => self.requireChunk('/background/broken.js')).toThrow('broken');
  });
});

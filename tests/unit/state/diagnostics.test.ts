import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { blockDatabase, freshDatabase } from '../store/rows.ts';

const hosts = ['https://admin.tago.io/*', 'https://api.acme.example/*'];
const environment = { language: 'en', granted: Promise.resolve({ names: ['idle'], hosts }) };
let readDiagnostics: typeof import('../../../lib/state/diagnostics.ts').readDiagnostics;

beforeEach(async () => {
  fakeBrowser.reset();
  fakeBrowser.runtime.getManifest = () => ({ version: '1.2.3', manifest_version: 3, name: '' });
  vi.stubGlobal('navigator', { userAgent: 'Browser', storage: { estimate: async () => ({ usage: 1 }) } });
  await freshDatabase();
  // With a connection to the database of its own.
  vi.resetModules();
  ({ readDiagnostics } = await import('../../../lib/state/diagnostics.ts'));
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  };
});

it('diagnostics are read soon without the database while it is blocked', async () => {
  blockDatabase();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const reading = readDiagnostics(environment);
  await vi.advanceTimersByTimeAsync(2000);
  vi.useRealTimers();
  expect(await reading).toMatchObject({ version: '1.2.3', rows: null, storedBytes: 1, errors: [] });
});

it('what can’t be read is missing, and keeps nothing else from being read', async () => {
  vi.spyOn(fakeBrowser.storage.session, 'get').mockRejectedValue(new Error('Session storage is broken'));
  const granted = Promise.reject(new Error('No permissions'));
  expect(await readDiagnostics({ ...environment, granted })).toMatchObject({
    granted: null,
    requests: null,
    errors: null,
    rows: { profiles: 0 },
    storedBytes: 1,
  });
});

it('nothing is claimed about what isn’t read yet', async () => {
  expect(await readDiagnostics(environment)).toMatchObject({ stored: null });
  const { startOptionsState } = await import('../../../lib/state/start-state.ts');
  const started = startOptionsState();
  await started.ready;
  expect(await readDiagnostics(environment)).toMatchObject({ stored: { profiles: { total: 0, denied: 0 } } });
  started.stop();
});

it('TagoIO’s own console is no host of the person', async () => {
  expect(await readDiagnostics(environment)).toMatchObject({ granted: { permissions: ['idle'], hosts: 1 } });
});

import fs from 'node:fs';
import { test } from './fixtures.ts';
import { accountOf, connect } from './pages/connect-page.ts';

test.use({ sandboxOptions: { profiles: 3000, limits: { scale: 'off', starter: 'off', free: 'off' } } });
test('probe', async ({ extension, sandbox }) => {
  test.setTimeout(200_000);
  await connect(extension, accountOf(sandbox, 'plain'));
  const t0 = Date.now();
  while (sandbox.requests.count({ route: '/profile/:id/summary' }) < 3000 && Date.now() - t0 < 120_000) await new Promise((r) => setTimeout(r, 500));
  console.log('summaries', sandbox.requests.count({ route: '/profile/:id/summary' }), 'in', Date.now() - t0);
  await new Promise((r) => setTimeout(r, 3000));
  const popup = await extension.popup();
  const times: number[] = await popup.evaluate(async () => {
    const ext = (globalThis as unknown as { chrome: typeof chrome }).chrome;
    const db: IDBDatabase = await new Promise((r) => { const o = indexedDB.open('profiles'); o.onsuccess = () => r(o.result); });
    const rows: { connectionKey: string; profileKey: string; name: string }[] = await new Promise((r) => { const q = db.transaction('profiles').objectStore('profiles').getAll(); q.onsuccess = () => r(q.result); });
    const out: number[] = [];
    for (let i = 0; i < 15; i++) {
      const row = rows[i * 7 + 3]!;
      const start = performance.now();
      ext.runtime.sendMessage({ id: i, type: 'switchProfile', data: { connectionKey: row.connectionKey, profileKey: row.profileKey }, timestamp: Date.now() });
      for (;;) { const title = await ext.action.getTitle({}); if (title.startsWith(row.name)) break; if (performance.now() - start > 5000) break; }
      out.push(Math.round(performance.now() - start));
      await new Promise((r) => setTimeout(r, 300));
    }
    return out;
  });
  console.log('switch ms', times.sort((a, b) => a - b).join(' '));
  // ring
  await popup.evaluate(() => (globalThis as unknown as { chrome: typeof chrome }).chrome.runtime.sendMessage({ id: 99, type: 'setPreferences', data: { change: { badge: { value: 'worst', service: null, ring: true } } }, timestamp: Date.now() }));
  await new Promise((r) => setTimeout(r, 1000));
  const pictures = await extension.worker.evaluate(async () => {
    const results: string[] = [];
    return results;
  });
  console.log(pictures.length, await extension.badge());
  fs.writeFileSync('/tmp/probe.json', JSON.stringify(times));
});

import type { CDPSession, Page } from '@playwright/test';
import type { Extension } from '../e2e/extension.ts';

interface HeapUsage {
  usedSize: number;
}

/** Returns the bytes that a page's script keeps after a collection of garbage. */
export async function pageHeap(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  try {
    await cdp.send('HeapProfiler.collectGarbage');
    return ((await cdp.send('Runtime.getHeapUsage')) as HeapUsage).usedSize;
  } finally {
    await cdp.detach();
  }
}

/** Returns the same of the background's worker, which is woken for it. */
export async function workerHeap(extension: Extension): Promise<number> {
  await extension.wakeWorker();
  const cdp = await extension.context.browser()!.newBrowserCDPSession();
  try {
    const { targetInfos } = await cdp.send('Target.getTargets');
    const worker = targetInfos.find(
      ({ type, url }) => type === 'service_worker' && url.startsWith(extension.url('')),
    );
    if (!worker) throw new Error('the background has no worker');
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId: worker.targetId });
    await callWorker(cdp, sessionId, 1, 'HeapProfiler.collectGarbage');
    return ((await callWorker(cdp, sessionId, 2, 'Runtime.getHeapUsage')) as HeapUsage).usedSize;
  } finally {
    await cdp.detach();
  }
}

/** Playwright has no session of a worker of its own: the browser's passes the messages on. */
function callWorker(cdp: CDPSession, sessionId: string, id: number, method: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    cdp.on('Target.receivedMessageFromTarget', ({ message }) => {
      const reply = JSON.parse(message) as { id?: number; result?: unknown };
      if (reply.id === id) resolve(reply.result);
    });
    cdp
      .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
      .catch(reject);
  });
}

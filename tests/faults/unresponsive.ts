import { words } from '../e2e/english-words.ts';
import type { World } from './world.ts';

const RESPONSE_TIMEOUT_MS = 5000;
const NOTICE_TIMEOUT_MS = 40_000;

/**
 * Chromium can keep a worker that replies to nothing after it was stopped or updated ("No SW"). A popup must say so
 * then; the extension is restarted, as its button does.
 */
export async function restartIfUnresponsive(world: World): Promise<string[]> {
  if ((await responds(world)) || (await responds(world))) return [];
  const popup = await world.extension.popup();
  const notice = popup.getByText(words('backgroundUnresponsive'));
  const noticed = await notice.waitFor({ timeout: NOTICE_TIMEOUT_MS }).then(
    () => true,
    () => false,
  );
  // It may have been busy, and respond by now.
  if (!noticed && (await responds(world))) return [];
  console.log(
    `The worker replied to nothing (${world.extension.workerStatus}); the extension was restarted.`,
  );
  await world.reload();
  return noticed ? [] : ['the background replies to nothing, and the popup does not say so'];
}

/** Any reply counts, also a refusal. */
function responds({ extension }: World): Promise<boolean> {
  return extension.probe.evaluate(
    (timeout) =>
      Promise.race([
        chrome.runtime.sendMessage({ type: 'ping' }).then(
          () => true,
          () => false,
        ),
        new Promise<false>((resolve) => setTimeout(resolve, timeout, false)),
      ]),
    RESPONSE_TIMEOUT_MS,
  );
}

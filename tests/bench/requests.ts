import { ageStoredNumbers, fireAlarm } from '../e2e/time.ts';
import type { Sandbox } from '../sandbox/start-sandbox.ts';
import { atMost, type Measurement } from './measure.ts';
import { openSession } from './session.ts';

/** As long without a request nothing that was begun requests anything more. */
const QUIET_MS = 1_000;
const TIMEOUT_MS = 30_000;
const POLL_INTERVAL_MS = 50;

/** Counts the platform requests of a refresh and of opening the popup. */
export async function benchRequests(): Promise<Measurement[]> {
  const profiles = 50;
  const session = await openSession(profiles);
  const { extension, sandbox } = session;
  const countRequests = () =>
    sandbox.requests.count(({ method, route }) => method === 'GET' && !route.startsWith('/__'));
  try {
    sandbox.requests.clear();
    for (let time = 0; time < 10; time += 1) {
      const popup = await extension.popup();
      await popup.getByRole('option').first().waitFor();
      await popup.close();
    }
    // The log has a request once it has ended.
    await untilQuiet(sandbox);
    const opened = countRequests();
    sandbox.requests.clear();
    await ageStoredNumbers(extension, 60);
    await fireAlarm(extension);
    await until('not all profiles were refreshed', () => {
      return sandbox.requests.count({ route: '/profile/:id/summary' }) >= profiles;
    });
    await untilQuiet(sandbox);
    return [
      atMost('popup opened ten times in a minute: requests', opened, 1, ''),
      atMost(`refresh of ${profiles} profiles: requests`, countRequests(), profiles + 2, ''),
    ];
  } finally {
    await session.close();
  }
}

/** Waits until no request has been open, and none has ended, for a while. */
async function untilQuiet({ requests }: Sandbox): Promise<void> {
  let last = { count: requests.count(), at: Date.now() };
  await until('requests went on', () => {
    const count = requests.count();
    if (requests.inFlight > 0 || count !== last.count) last = { count, at: Date.now() };
    return Date.now() - last.at >= QUIET_MS;
  });
}

async function until(otherwise: string, isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(otherwise);
    await new Promise((done) => setTimeout(done, POLL_INTERVAL_MS));
  }
}

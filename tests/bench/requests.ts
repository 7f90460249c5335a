import { ageStoredNumbers, fireAlarm } from '../e2e/time.ts';
import { atMost, type Measurement } from './measure.ts';
import { openSession } from './session.ts';

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
    const opened = countRequests();
    sandbox.requests.clear();
    await ageStoredNumbers(extension, 60);
    await fireAlarm(extension);
    const deadline = Date.now() + 30_000;
    while (sandbox.requests.count({ route: '/profile/:id/summary' }) < profiles && Date.now() < deadline) {
      await new Promise((done) => setTimeout(done, 50));
    }
    return [
      atMost('popup opened ten times in a minute: requests', opened, 1, ''),
      atMost(`refresh of ${profiles} profiles: requests`, countRequests(), profiles + 2, ''),
    ];
  } finally {
    await session.close();
  }
}

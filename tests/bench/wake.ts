import { median } from '../simulations/median.ts';
import type { Measurement } from './measure.ts';
import { atMost } from './measure.ts';
import { openSession, type Session } from './session.ts';

const ROUNDS = 30;

/**
 * A sleeping worker from the message that wakes it to its reply: the browser starts it, the background's file is
 * evaluated, the sender is recognized. It is none of ours, so the reply is a refusal, which waits for no store and
 * no network.
 */
export async function benchWake(): Promise<Measurement[]> {
  const session = await openSession(50);
  try {
    const times: number[] = [];
    // One beforehand: the code cache is warm, as it is on every wake but the first after an update.
    for (let round = -1; round < ROUNDS; round += 1) {
      await session.settle();
      const time = await wake(session);
      if (round >= 0) times.push(time);
    }
    return [atMost('background: message to reply, worker asleep', median(times), 150, 'ms')];
  } finally {
    await session.close();
  }
}

function wake({ extension }: Session): Promise<number> {
  return extension.probe.evaluate(async () => {
    const sent = performance.now();
    await chrome.runtime.sendMessage({ type: 'lock', data: undefined });
    return performance.now() - sent;
  });
}

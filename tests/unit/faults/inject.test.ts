import { expect, test } from 'vitest';
import { inject } from '../../faults/inject.ts';
import type { World } from '../../faults/world.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';

test('a clock that passes the end of a cycle makes at once what was scheduled for it', async () => {
  const sandbox = await startSandbox();
  try {
    const { billing } = sandbox.state.accounts[0]!;
    const lower = billing.services.input - 1;
    billing.schedule = { services: { input: lower } };
    const fault = { kind: 'clock', whose: 'platform', hours: 31 * 24 } as const;
    await inject({ sandbox } as unknown as World, fault, { host: null, profile: null });
    expect(billing.services.input).toBe(lower);
    expect(billing.schedule).toBeNull();
    expect(Date.parse(billing.cycle.end)).toBeGreaterThan(sandbox.clock.now());
  } finally {
    await sandbox.close();
  }
});

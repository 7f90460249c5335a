import { expect, it, vi } from 'vitest';
import { useSubmit } from '../../../../components/ui/use-submit.ts';
import type { Result } from '../../../../lib/domain/failure.ts';

const shown = vi.hoisted(() => ({ states: [] as unknown[], leave: () => {} }));
const announceFailure = vi.hoisted(() => vi.fn());
vi.mock('../../../../components/ui/toast.tsx', () => ({ announceFailure }));

// A component that is drawn once: its state is what was set last.
vi.mock('preact/hooks', () => ({
  useCallback: <Callback>(callback: Callback) => callback,
  useEffect: (effect: () => () => void) => {
    shown.leave = effect();
  },
  useRef: <Value>(value: Value) => ({ current: value }),
  useState: <Value>(value: Value) => {
    const index = shown.states.push(value) - 1;
    return [value, (next: Value) => (shown.states[index] = next)];
  },
}));

function submitting(options?: { announces: boolean }) {
  shown.states = [];
  let resolve: (result: Result<string>) => void = () => {};
  const promise = new Promise<Result<string>>((done) => {
    resolve = done;
  });
  const submit = useSubmit(() => promise, options);
  const result = submit.run(undefined);
  const [busy, failure] = [0, 1];
  return {
    submit,
    result,
    answer: (result: Result<string>) => resolve(result),
    busy: () => shown.states[busy],
    failure: () => shown.states[failure],
  };
}
const refused = { ok: false, failure: { code: 'wrong-password' } } as const;

it('a failure that arrives after its place was left is announced, unless its caller does, or nothing was changed', async () => {
  const failing = submitting();
  shown.leave();
  failing.answer(refused);
  expect(await failing.result).toEqual(refused);
  expect(announceFailure.mock.calls).toEqual([[refused.failure]]);

  const reading = submitting({ announces: false });
  shown.leave();
  reading.answer(refused);
  expect(await reading.result).toEqual(refused);
  expect(announceFailure).toHaveBeenCalledTimes(1);
});

it('shows and returns how the action ends', async () => {
  const { result, answer, busy, failure } = submitting();
  expect(busy()).toBe(true);
  answer(refused);
  expect(await result).toEqual(refused);
  expect([busy(), failure()]).toEqual([false, refused.failure]);
});

it('a failure that arrives after what it is about was changed is neither shown nor returned; a success is', async () => {
  const failing = submitting();
  failing.submit.clear();
  failing.answer(refused);
  expect(await failing.result).toBeNull();
  expect([failing.busy(), failing.failure()]).toEqual([false, null]);

  const succeeding = submitting();
  succeeding.submit.clear();
  succeeding.answer({ ok: true, value: 'connected' });
  expect(await succeeding.result).toEqual({ ok: true, value: 'connected' });
});

import { expect, it, vi } from 'vitest';

vi.mock('../../../../components/ui/use-submit.ts', () => ({
  useSubmit: (_: unknown, options: unknown) => options,
}));

import { useSend } from '../../../../components/ui/use-send.ts';

it.each(['answerInvitation', 'cancelRotation', 'copyToken', 'openCopyAs', 'resendInvitation'] as const)(
  'what became of %s is said by its caller alone, also on another page',
  (type) => {
    expect(useSend(type)).toEqual({ announces: false });
  },
);

it('a failed change that its dialog shows is announced once the dialog is closed', () => {
  expect(useSend('removeMember')).toEqual({ announces: true });
});

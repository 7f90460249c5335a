import { expect, it, vi } from 'vitest';
import { disabledAttributes } from '../../../../components/ui/button.tsx';

it('a busy button keeps the focus, says that it works, and submits no form', () => {
  const attributes = disabledAttributes(undefined, true)!;
  expect(attributes).toMatchObject({ 'aria-disabled': true, 'aria-busy': true });
  expect(attributes.disabled).toBeUndefined();
  const event = { preventDefault: vi.fn() };
  (attributes.onClick as unknown as (event: unknown) => void)(event);
  expect(event.preventDefault).toHaveBeenCalledOnce();
});

it('a button that is neither busy nor disabled is left as it is', () => {
  expect(disabledAttributes(undefined)).toBeUndefined();
});

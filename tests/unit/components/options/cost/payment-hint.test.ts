import { expect, it } from 'vitest';
import * as confirmPayment from '../../../../../components/options/cost/confirm-payment.tsx';

it.each([
  ['a step down can be undone', false, 0, /^You aren’t charged now\. You can undo this/],
  ['a step up is charged', true, 1250, /^The account’s payment method is charged/],
  ['a step up of an unknown amount is charged', true, null, /^The account’s payment method is charged/],
  [
    'a step up that costs nothing now is not said to be undone later',
    true,
    0,
    /^You aren’t charged now\. The change/,
  ],
])('before a purchase: %s', (_, isStepUp, nowCents, expected) => {
  expect(confirmPayment.hintText({ isStepUp, nowCents })).toMatch(expected);
});

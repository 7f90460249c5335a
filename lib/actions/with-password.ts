import { serializerByKey } from '../async/serialize.ts';
import { singleFlight } from '../async/single-flight.ts';
import { pastedCode, pastedEmail } from '../domain/text/pasted.ts';
import type { Reauthentication } from '../messages/protocol/connect.ts';
import type { Credentials } from '../platform/sign-in.ts';

const serialize = serializerByKey();

/**
 * Runs an action that a password confirms. A call with the same password and code joins the one under way; one with
 * others runs after it, since its refusal would say nothing about them. `key` as in {@link singleFlight}.
 */
export function withPassword<T>(
  key: readonly unknown[],
  { password, otpType, pinCode }: Reauthentication,
  work: () => Promise<T>,
): Promise<T> {
  const serialized = () => serialize(JSON.stringify(key), work);
  return singleFlight(key, serialized, JSON.stringify([password, otpType, pinCode]));
}

/** Returns the credentials as the platform takes them, from what a person typed. */
export function credentialsOf(email: string, { password, otpType, pinCode }: Reauthentication): Credentials {
  const pin = pastedCode(pinCode ?? '');
  return { email: pastedEmail(email), password, ...(pin ? { otpType, pinCode: pin } : {}) };
}

import type { Result } from '../../lib/domain/failure.ts';
import { send } from '../../lib/messages/client.ts';
import type { Protocol } from '../../lib/messages/protocol.ts';
import { type Submit, useSubmit } from './use-submit.ts';

type Data<Type extends keyof Protocol> = Parameters<Protocol[Type]> extends [infer Only] ? Only : undefined;
type Value<Type extends keyof Protocol> = Extract<ReturnType<Protocol[Type]>, { ok: true }>['value'];

/** A single-flight message to the background, with its progress and its last failure; see {@link useSubmit}. */
export function useSend<Type extends keyof Protocol>(type: Type): Submit<Data<Type>, Value<Type>> {
  return useSubmit((data: Data<Type>) => call(type, data));
}

// The messenger's own types relate data to answer by overloads that a type parameter cannot choose from.
const call = send as unknown as <Type extends keyof Protocol>(
  type: Type,
  data: Data<Type>,
) => Promise<Result<Value<Type>>>;

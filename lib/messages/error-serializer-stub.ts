/**
 * Stands for the messaging library's error serializer (see wxt.config.ts). Handlers answer results and never
 * throw (handle.ts), so an error that crosses contexts is a defect of ours: that it happened is told, and
 * nothing of what it says or where, which is the most that may leave the background anyway.
 */
export function serializeError(_error: unknown): { message: string } {
  return { message: 'internal' };
}

/** The inverse of {@link serializeError}, and of the library's own "No response". */
export function deserializeError(_error: unknown): Error {
  return new Error('internal');
}

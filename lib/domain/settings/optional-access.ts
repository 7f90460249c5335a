/** Leave to do something, as the browser grants it on request (lib/permissions/optional-permission.ts does it). */
export interface OptionalAccess {
  /** True when it is given now. */
  has(): Promise<boolean>;
  /**
   * Asks the person for leave. Call it first thing in the handler of their click, before any `await`, or the
   * browser refuses to ask. Resolves at once, without a prompt, when it was given before.
   */
  request(): Promise<boolean>;
  /** Tells of every change, also those made in the browser's own pages; answers how to stop. */
  onChange(listener: () => void): () => void;
}

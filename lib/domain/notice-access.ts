/** Leave to show notices, as the browser grants it (lib/navigation/notice-permission.ts does it). */
export interface NoticeAccess {
  /** True when notices may be shown now. */
  has(): Promise<boolean>;
  /**
   * Asks the person for leave. Call it first thing in the handler of their click, before any `await`, or the
   * browser refuses to ask. Resolves at once, without a prompt, when it was given before.
   */
  request(): Promise<boolean>;
  /** Tells of every change, also those made in the browser's own pages; answers how to stop. */
  onChange(listener: () => void): () => void;
}

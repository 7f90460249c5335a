/** The browser's cache storage, as far as the extension uses it: all caches are one. */
export class FakeCaches {
  readonly files = new Map<string, string>();
  /** A full disk refuses a write, and what it would have replaced is gone. */
  isFull = false;

  async has(): Promise<boolean> {
    return this.files.size > 0;
  }

  async delete(): Promise<void> {
    this.files.clear();
  }

  async open() {
    return {
      match: async (address: string) => {
        const text = this.files.get(address);
        return text === undefined ? undefined : new Response(text);
      },
      put: async (address: string, response: Response) => {
        this.files.delete(address);
        if (this.isFull) throw new DOMException('full', 'QuotaExceededError');
        this.files.set(address, await response.text());
      },
    };
  }
}

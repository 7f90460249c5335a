/** Which of the store's writes fail, from the `from`th on, and how. */
export interface WritesFail {
  /** Requests that write or delete; or whole transactions, at their commit, after their requests succeeded. */
  at: 'put' | 'delete' | 'commit';
  from: number;
  error: 'QuotaExceededError' | 'UnknownError';
}

/** Which calls of the extension's storage areas fail. */
export interface AreaFails {
  area: 'local' | 'session';
  method: 'set' | 'get' | 'remove';
}

/** The background posts each hit of a fault here, and the probe counts them. */
export const HITS_CHANNEL = 'fault-hits';

/**
 * Makes writes of the database fail by `rule`; null: they work again. Runs in the background, so it sees nothing of
 * this file.
 */
export function failWrites(scope: typeof globalThis, rule: (WritesFail & { channel: string }) | null): void {
  type Method = 'put' | 'add' | 'delete' | 'clear' | 'get' | 'getKey' | 'getAll' | 'getAllKeys' | 'count';
  type Call = (this: IDBObjectStore, ...given: unknown[]) => IDBRequest;
  const METHODS = [
    'put',
    'add',
    'delete',
    'clear',
    'get',
    'getKey',
    'getAll',
    'getAllKeys',
    'count',
  ] as const;
  const HIT = { put: ['put', 'add'], delete: ['delete', 'clear'], commit: ['put', 'add', 'delete', 'clear'] };
  const global = scope as unknown as { realMethods?: Record<Method, Call> };
  const prototype = scope.IDBObjectStore.prototype as unknown as Record<Method, Call>;
  global.realMethods ??= Object.fromEntries(METHODS.map((name) => [name, prototype[name]])) as Record<
    Method,
    Call
  >;
  const real = global.realMethods;
  Object.assign(prototype, real);
  if (!rule) return;

  const { at, from, error, channel } = rule;
  /** Aborts a transaction as the browser does when it cannot write. */
  const abort = (transaction: IDBTransaction) => {
    const hits = new scope.BroadcastChannel(channel);
    hits.postMessage(null);
    hits.close();
    const reason = new scope.DOMException('The disk is full.', error);
    Object.defineProperty(transaction, 'error', { get: () => reason });
    transaction.abort();
  };
  let seen = 0;
  if (at !== 'commit') {
    for (const name of HIT[at] as Method[])
      prototype[name] = function (...given) {
        seen += 1;
        if (seen <= from) return real[name].apply(this, given);
        real.count.call(this).onsuccess = () => abort(this.transaction);
        // Still waits then, and fails with the transaction.
        return real.count.call(this);
      };
    return;
  }

  /** The open requests of each transaction that is to fail; null: it is not. */
  const open = new Map<IDBTransaction, { requests: number } | null>();
  const abortAtEnd = (transaction: IDBTransaction, store: IDBObjectStore) => {
    const state = open.get(transaction);
    if (state?.requests !== 0) return;
    // The code under test may request more when it learns of the last success: this comes after that.
    real.count.call(store).onsuccess = () => {
      if (state.requests > 0) return;
      open.delete(transaction);
      abort(transaction);
    };
  };
  for (const name of METHODS)
    prototype[name] = function (...given) {
      const { transaction } = this;
      if (HIT.commit.includes(name) && !open.has(transaction)) {
        seen += 1;
        open.set(transaction, seen > from ? { requests: 0 } : null);
      }
      const request = real[name].apply(this, given);
      const state = open.get(transaction);
      if (!state) return request;
      state.requests += 1;
      request.addEventListener('success', () => {
        state.requests -= 1;
        abortAtEnd(transaction, this);
      });
      return request;
    };
}

/** Makes calls of a storage area fail; null: they work again. Runs in the background. */
export function failArea(scope: typeof globalThis, rule: (AreaFails & { channel: string }) | null): void {
  type Area = Record<AreaFails['method'], () => Promise<unknown>>;
  const global = scope as unknown as {
    browser?: { storage: Record<AreaFails['area'], Area> };
    chrome: { storage: Record<AreaFails['area'], Area> };
    realCall?: { area: Area; method: AreaFails['method']; call: () => Promise<unknown> };
  };
  const { realCall } = global;
  if (realCall) realCall.area[realCall.method] = realCall.call;
  delete global.realCall;
  if (!rule) return;
  const { method, channel } = rule;
  const area = (global.browser ?? global.chrome).storage[rule.area];
  global.realCall = { area, method, call: area[method] };
  area[method] = () => {
    const hits = new scope.BroadcastChannel(channel);
    hits.postMessage(null);
    hits.close();
    return Promise.reject(new scope.Error('The storage area cannot be reached.'));
  };
}

import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

/** With `marionette.port` 0 Firefox picks a free port and writes it into this file of its profile folder. */
export const PORT_FILE = 'MarionetteActivePort';

/** Firefox's own remote protocol over TCP, `length:[0, id, command, params]`: it needs no geckodriver. */
export class Marionette {
  #socket: net.Socket;
  #buffer = Buffer.alloc(0);
  #last = 0;
  #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Firefox closed the connection'));
      this.#waiting.clear();
    });
    socket.on('error', () => socket.destroy());
  }

  /** Waits until the Firefox of this profile folder listens, and connects. */
  static async connect(profile: string, timeoutMs: number, gone: () => string | null): Promise<Marionette> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const reason = gone();
      if (reason) throw new Error(reason);
      const port = portOf(profile);
      const socket = port ? await tryConnect(port) : null;
      if (socket) return new Marionette(socket);
      if (Date.now() > deadline) throw new Error('Firefox did not open its Marionette port');
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** One command; its result's shape is the command's. Errors carry Firefox's own message. */
  send<T = unknown>(command: string, params: Record<string, unknown> = {}): Promise<T> {
    this.#last += 1;
    const id = this.#last;
    const text = JSON.stringify([0, id, command, params]);
    return new Promise<T>((resolve, reject) => {
      if (this.#socket.destroyed) return reject(new Error('Firefox closed the connection'));
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const colon = this.#buffer.indexOf(58);
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#buffer.subarray(0, colon));
      if (this.#buffer.length < end) return;
      const message = JSON.parse(this.#buffer.subarray(colon + 1, end).toString());
      this.#buffer = this.#buffer.subarray(end);
      if (Array.isArray(message))
        this.#settle(message as [number, number, { message: string } | null, unknown]);
    }
  }

  #settle([, id, error, result]: [number, number, { message: string } | null, unknown]): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }
}

function portOf(profile: string): number | null {
  try {
    return Number(fs.readFileSync(path.join(profile, PORT_FILE), 'utf8')) || null;
  } catch {
    return null;
  }
}

function tryConnect(port: number): Promise<net.Socket | null> {
  return new Promise((done) => {
    const socket = net.connect(port, '127.0.0.1', () => done(socket));
    socket.once('error', () => done(null));
  });
}

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A virtual screen, for what a headless browser cannot show: permission prompts. */
export interface Display {
  /** The environment of the browser. */
  env: { DISPLAY: string; XAUTHORITY: string };
  /** Presses keys in the focused window, as xdotool names them: "Return", "alt+F4". */
  press(...keys: string[]): void;
  /** Types a text into the focused window. */
  type(text: string): void;
  close(): Promise<void>;
}

/** Starts Xvfb on a free display. Xvfb and xdotool must be installed (see `ensurePrograms`). */
export async function startDisplay(size = '1280x960x24'): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const exited = once(server, 'exit').catch(() => []);
  const number = await new Promise<string>((resolve, reject) => {
    let text = '';
    server.stdio[3]?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.trim());
    });
    server.once('error', (error) => reject(new Error(`Xvfb could not be started: ${error.message}`)));
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  const env = { DISPLAY: `:${number}`, XAUTHORITY: '' };
  const xdotool = (...args: string[]) =>
    execFileSync('xdotool', args, { env: { ...process.env, ...env }, encoding: 'utf8', timeout: 10_000 });
  return {
    env,
    press: (...keys) => {
      for (const key of keys) xdotool('key', '--clearmodifiers', key);
    },
    type: (text) => {
      xdotool('type', '--clearmodifiers', '--delay', '20', text);
    },
    close: async () => {
      server.kill('SIGTERM');
      await exited;
    },
  };
}

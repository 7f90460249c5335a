import { parseArgs } from 'node:util';
import { wholeNumber } from '../run/command-options.ts';

const USAGE = 'npm start -- [--firefox] [--headless] [--built | --dev] [--profiles 8]';

export const HELP = `${USAGE}

Opens a browser with the extension, connected to a local stand-in for TagoIO.
  --firefox      in Firefox instead of Chromium
  --headless     without a window, as always where there is no display
  --built        with the build under .output as it is
  --dev          follows every edit: Chromium replaces an edited component in place and reloads the extension for
                 anything else; Firefox reloads the extension, and its open pages, for every edit
  --profiles 60  with an account of that many profiles`;

interface CommandOptions {
  firefox: boolean;
  headless: boolean;
  built: boolean;
  dev: boolean;
  help: boolean;
  profiles: number;
}

/** Returns the options of `npm start`; throws what is wrong with them, and the usage. */
export function parseOptions(args: string[]): CommandOptions {
  try {
    const { values } = parseArgs({
      args,
      options: {
        firefox: { type: 'boolean', default: false },
        headless: { type: 'boolean', default: false },
        built: { type: 'boolean', default: false },
        dev: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        profiles: { type: 'string', default: '8' },
      },
    });
    const profiles = wholeNumber('profiles', values.profiles);
    if (values.built && values.dev) throw new Error('--dev makes a build of its own: leave out --built');
    return { ...values, profiles };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`);
  }
}

import { parseArgs } from 'node:util';

const USAGE = 'npm start -- [--firefox] [--headless] [--built | --dev] [--profiles 8]';

interface CommandOptions {
  firefox: boolean;
  headless: boolean;
  built: boolean;
  dev: boolean;
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
        profiles: { type: 'string', default: '8' },
      },
    });
    const profiles = Number(values.profiles);
    if (!Number.isInteger(profiles) || profiles < 1)
      throw new Error('--profiles must be a whole number above 0');
    if (values.dev && values.firefox)
      throw new Error('--dev is for Chromium: Firefox does not let an extension load code from a server.');
    return { ...values, profiles };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`);
  }
}

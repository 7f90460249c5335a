import fs from 'node:fs';
import path from 'node:path';

/**
 * How many times slower the clock is. It isn't stopped, so that what happened later also has a later time; half an hour
 * of taking pictures is less than a minute by it, so every age is "just now" and nothing becomes due.
 */
const RATE = 100;
const SCRIPT = 'slow-clock.js';

/**
 * Changes a build so that its clock was at `time` (ISO 8601) when this was called, and is slow. Otherwise pictures
 * would differ by ages, and by which profiles were due before they were taken.
 */
export function slowClockDown(build: string, time: string): void {
  const script = `(() => {
  const RealDate = Date;
  const now = () => ${Date.parse(time)} + Math.floor((RealDate.now() - ${Date.now()}) / ${RATE});
  globalThis.Date = class Date extends RealDate {
    constructor(...values) {
      super(...(values.length === 0 ? [now()] : values));
    }
    static now() {
      return now();
    }
  };
})();
`;
  fs.writeFileSync(path.join(build, SCRIPT), script);
  for (const file of fs.readdirSync(build, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.html')) {
      change(path.join(build, file), (html) =>
        html.replace('<head>', `<head><script src="/${SCRIPT}"></script>`),
      );
    }
    if (file === 'background.js' || path.dirname(file) === 'content-scripts') {
      change(path.join(build, file), (code) => script + code);
    }
  }
}

function change(file: string, to: (text: string) => string): void {
  fs.writeFileSync(file, to(fs.readFileSync(file, 'utf8')));
}

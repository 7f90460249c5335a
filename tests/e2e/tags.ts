/**
 * For a test that tries many cases, waits, or covers a rarer state: `npm run test:long` runs it, and `npm test` leaves
 * it out.
 */
export const LONG = { tag: '@long' };

/** For a test that runs in both browsers: in Chromium with the others, in Firefox with the long ones. */
export const BOTH = { tag: '@both' };

/** For a long test that runs in both browsers. */
export const LONG_IN_BOTH = { tag: [LONG.tag, BOTH.tag] };

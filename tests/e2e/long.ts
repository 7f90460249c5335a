/** For a test that tries many cases, or waits: `npm run test:long` runs it, and `npm test` leaves it out. */
export const LONG = { tag: '@long' };

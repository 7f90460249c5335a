/** What a browser says of itself: `navigator.userAgentData.brands` where there is such a thing, and the user agent. */
export interface BrowserWords {
  brands: readonly string[];
  userAgent: string;
}

/** Brands whose owners call them by a shorter name. */
const SHORT_NAMES = new Map([
  ['Microsoft Edge', 'Edge'],
  ['Google Chrome', 'Chrome'],
]);

/** Brands that others bear as well, the more specific one first. */
const GENERIC_BRANDS = ['Google Chrome', 'Chromium'];
/** Says how it runs, not what it is; Chromium without a window bears it. */
const HEADLESS = 'HeadlessChrome';

/** What only one browser has in its user agent; all but the last call themselves Chrome too. */
const OWN_MARKS: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\//, 'Firefox'],
];
const COMMON_MARKS: [RegExp, string][] = [
  [/\bChromium\//, 'Chromium'],
  [/\b(Headless)?Chrome\//, 'Chrome'],
];

/** Returns the browser as its owner calls it; null when it does not say. The most specific name wins. */
export function browserName({ brands, userAgent }: BrowserWords): string | null {
  const named = brands.filter(isBrand);
  const branded = named.find((brand) => !GENERIC_BRANDS.includes(brand) && brand !== HEADLESS);
  const common = GENERIC_BRANDS.find((brand) => named.includes(brand));
  return (
    (branded && (SHORT_NAMES.get(branded) ?? branded)) ??
    marked(OWN_MARKS, userAgent) ??
    (common && (SHORT_NAMES.get(common) ?? common)) ??
    marked(COMMON_MARKS, userAgent)
  );
}

/**
 * Chromium mixes in a brand that is none (`Not;A=Brand`, ever differently spelt), so that nobody relies on the
 * list's form. What else is no plain name has no place in the name of a token.
 */
function isBrand(brand: string): boolean {
  return /^[a-z0-9][a-z0-9 .+-]{0,29}$/i.test(brand) && !/^nota?brand$/i.test(brand.replace(/[^a-z]/gi, ''));
}

function marked(marks: [RegExp, string][], userAgent: string): string | null {
  return marks.find(([mark]) => mark.test(userAgent))?.[1] ?? null;
}

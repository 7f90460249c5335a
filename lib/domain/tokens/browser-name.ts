/** How a browser identifies itself: `navigator.userAgentData.brands` (Chromium only) and the user agent. */
interface BrowserIdentity {
  brands: readonly string[];
  userAgent: string;
}

/** Common short names of brands. */
const SHORT_NAMES = new Map([
  ['Microsoft Edge', 'Edge'],
  ['Google Chrome', 'Chrome'],
]);

/** Brands that derived browsers list too, the more specific one first. */
const GENERIC_BRANDS = ['Google Chrome', 'Chromium'];
/** Brand of a headless Chromium, which doesn't identify the browser. */
const HEADLESS = 'HeadlessChrome';

/** User agent products of a single browser. They come first, because most of these browsers contain "Chrome" too. */
const SPECIFIC_PRODUCTS: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\//, 'Firefox'],
];
const GENERIC_PRODUCTS: [RegExp, string][] = [
  [/\bChromium\//, 'Chromium'],
  [/\b(Headless)?Chrome\//, 'Chrome'],
];

/** Returns the browser as its owner calls it; null when it does not say. The most specific name wins. */
export function browserName({ brands, userAgent }: BrowserIdentity): string | null {
  const named = brands.filter(isBrand);
  const branded = named.find((brand) => !GENERIC_BRANDS.includes(brand) && brand !== HEADLESS);
  const common = GENERIC_BRANDS.find((brand) => named.includes(brand));
  return (
    (branded && (SHORT_NAMES.get(branded) ?? branded)) ??
    productIn(userAgent, SPECIFIC_PRODUCTS) ??
    (common && (SHORT_NAMES.get(common) ?? common)) ??
    productIn(userAgent, GENERIC_PRODUCTS)
  );
}

/**
 * Returns false for the placeholder that Chromium adds to the list (`Not;A=Brand`, in changing spellings), and for
 * anything that isn't a plain name and so can't be part of a token's name.
 */
function isBrand(brand: string): boolean {
  return /^[a-z0-9][a-z0-9 .+-]{0,29}$/i.test(brand) && !/^nota?brand$/i.test(brand.replace(/[^a-z]/gi, ''));
}

function productIn(userAgent: string, products: [RegExp, string][]): string | null {
  return products.find(([product]) => product.test(userAgent))?.[1] ?? null;
}

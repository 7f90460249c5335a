import { noise } from './random.ts';
import type { PerService } from './state.ts';

/** How a profile is seeded; limits and shares in the order of `SERVICES`, null: nothing allocated. */
export interface NamedProfile {
  name: string;
  limits: readonly (number | null)[];
  shares: readonly (number | null)[];
  exact?: Partial<PerService>;
  shared?: boolean;
  /** 1: an ordinary customer; less: hardly used. */
  size: number;
}

const percent = (...numbers: (number | null)[]) => numbers.map((n) => (n === null ? null : n / 100));

/** Returns the first eight; numbers are input, output, records, files, analysis, email, SMS, push, end users. */
export function firstEight(): NamedProfile[] {
  return [
    {
      name: 'Acme Farms',
      limits: [350_000, 342_153, 250_000, 132, 600, 10, 60, 60, 10],
      shares: percent(94, 12, 60, 83, 31, 20, 0, 5, 40),
      exact: { data_records: 151_242 },
      size: 1,
    },
    {
      name: 'Greenhouse Iberia',
      limits: [400_000, 300_000, 200_000, 1_000, 1_200, 50, 40, 100, 20],
      shares: percent(71, 22, 64, 12, 100, 40, 0, 3, 55),
      size: 1,
    },
    {
      name: 'Northwind Cold Chain',
      limits: [800_000, 600_000, 300_000, 2_000, 1_500, 200, 100, 200, 18],
      shares: percent(83, 47, 79, 20, 66, 10, 5, 9, 22),
      size: 1.2,
    },
    {
      name: 'Sandbox',
      limits: [100_000, 100_000, 100_000, 100, 500, 50, null, 50, 10],
      shares: percent(41, 3, 12, 8, 2, 0, null, 0, 10),
      shared: true,
      size: 0.3,
    },
    {
      name: 'Sandbox',
      limits: [100_000, 100_000, 50_000, 200, 300, 20, 10, 20, 5],
      shares: percent(4, 1, 2, 0, 0, 0, 0, 0, 0),
      size: 0.2,
    },
    {
      name: 'Riverside Utilities',
      limits: [700_000, 800_000, 400_000, 3_000, 1_200, 300, 100, 200, 18],
      shares: percent(38, 36, 51, 44, 18, 33, 12, 20, 61),
      size: 1.5,
    },
    {
      name: 'Tallinn Metering',
      limits: [500_000, 400_000, 300_000, 500, 1_000, 50, 50, 100, 50],
      shares: percent(27, 9, 33, 5, 14, 2, 0, 1, 8),
      shared: true,
      size: 1,
    },
    { name: 'Demo', limits: [], shares: [], size: 0.1 },
  ];
}

const PLACES = [
  'Alder',
  'Bergen',
  'Cedar',
  'Douro',
  'Elm',
  'Fjord',
  'Garonne',
  'Harbour',
  'Isar',
  'Juniper',
  'Kestrel',
  'Larch',
  'Minho',
  'Nairobi',
  'Oak',
  'Porto',
  'Quay',
  'Rhine',
  'Sierra',
  'Tagus',
  'Umber',
  'Vale',
  'Willow',
  'Xingu',
  'Yarrow',
  'Zephyr',
];
const TRADES = [
  'Orchards',
  'Water',
  'Cold Storage',
  'Vineyards',
  'Logistics',
  'Dairy',
  'Metering',
  'Mills',
  'Parking',
  'Solar',
  'Grain',
  'Fisheries',
  'Pumps',
  'Heating',
  'Elevators',
  'Forestry',
  'Quarries',
  'Hospitals',
  'Breweries',
  'Ports',
];

/**
 * Difficult names, one in every three profiles: other scripts and directions, emoji, duplicates, spaces and invisible
 * characters, HTML and formulas, and the longest that the platform accepts.
 */
const DIFFICULT_NAMES = [
  'Weiß & Söhne Gartenbau GmbH',
  'مزارع النخيل',
  'חוות השקמה (צפון)',
  '🌾 Harvest 🚜 Süd',
  'Kestrel\u200b Heating',
  'O’Brien’s Dairy',
  'L’Alqueria del Pla',
  'Two  Blanks  Ltd',
  '東京スマートメーター株式会社',
  '<b>Bold</b> & "Quoted" Estates',
  '=SUM(A1:A9) Estates',
  'Invoice\u202egnp.exe',
  'İstanbul Enerji Dağıtım',
  'Cedar Vineyards',
  'cedar vineyards',
  'Cedar\u00a0Vineyards',
  '0',
  'null',
  'Zweckverband Wasserversorgung und Abwasserbeseitigung Oberes Tal, Betriebsstätte Nord (Zähler)',
  '\u2067مياه الشمال\u2069 / North Water',
  'e\u0301cole Pompidou',
  'A',
];

/** Returns any number of further profiles: most below all thresholds, some at risk. */
export function generated(seed: number, count: number): NamedProfile[] {
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const round = Math.floor(i / (PLACES.length * TRADES.length));
    const shifted = i * 7 + Math.floor(i / PLACES.length);
    const plainName = `${PLACES[i % PLACES.length]} ${TRADES[shifted % TRADES.length]}${round ? ` ${round + 1}` : ''}`;
    const name = (i % 3 === 1 && DIFFICULT_NAMES[(i - 1) / 3]) || plainName;
    const size = [0.25, 0.5, 1, 2][Math.floor(noise(seed, i, 1) * 4)] ?? 1;
    const limits = [200_000, 150_000, 100_000, 400, 400, 20, 10, 20, 6].map((limit) =>
      Math.ceil(limit * size),
    );
    return { name, limits, shares: sharesFor(seed, i), size };
  });
}

/** Returns shares in use: one profile in twelve is above a threshold in one service, the others are below 78 %. */
function sharesFor(seed: number, i: number): number[] {
  const shares = Array.from({ length: 9 }, (_, k) => 0.78 * noise(seed, i, 2, k) ** 1.6);
  const problem = noise(seed, i, 3) * 12;
  if (problem < 1)
    shares[Math.floor(noise(seed, i, 4) * 5)] = [0.82, 0.86, 0.93, 0.97, 1][Math.floor(problem * 5)]!;
  return shares;
}

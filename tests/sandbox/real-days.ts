import { noise } from './random.ts';

/*
 * How use is distributed over days, from real counts of a year (52 weeks) each, one base-36 digit a day from a Monday
 * on. `upTo` is the cumulative share of services with this distribution. A contract test compares them with the data
 * sets they are taken from (tests/simulations/real-series.ts); they are copied so that the sandbox starts quickly.
 */
export const REAL_DAYS = {
  /** Bird strikes in the United States, 1999: small counts, more in late summer. */
  counts: {
    from: Date.UTC(1999, 0, 4),
    upTo: 0.25,
    digits:
      '2132100332113012210311001010302111100220222433210313051112014021302204315330020425012142210' +
      '2024021240320133324414430522013352125272320223213031035352223300300200211241132022110242036' +
      '2542742241052134332213422015455602146536226536510242385134355447425532a33694326564143357536' +
      '684632355454728gb26635297133561540341132323322503112021024111142136242233111002011032013112',
  },
  /** Bird strikes in Texas, 2000: most days none. */
  few: {
    from: Date.UTC(2000, 0, 3),
    upTo: 0.4,
    digits:
      '0100010000000000000010000000000001002001010000000000020010000000000000101000011110100000200' +
      '0100200012020000001011020010100000110120000000000003100000001200010000000000001101011001000' +
      '0022001100000000001010011111121001001021100000001000000101000200001000021000210021020020000' +
      '1011422101000002022000000001011000110010121102000110000011000000000020000000002000002000000',
  },
  /** Rain in Seattle, 2013, in millimetres: bursts, and weeks without any. */
  bursts: {
    from: Date.UTC(2013, 0, 7),
    upTo: 0.6,
    digits:
      '2gz0000000000000563228443002031100001210000021900215841000c700112230400ca800000020000008jdz' +
      '1092a960005l0300000014000000000000730101000ee4002a1600010000000000000000030085a240000000000' +
      '0000000000000000000000000200000002000120000000000116j000020sl000000003000040e30201zhj851004' +
      '17019100000000000000200101d1034u0200401305q100000000012350000000007101001066b20000000104200',
  },
  /** Shares traded on a stock exchange, 2018: working days. */
  workdays: {
    from: Date.UTC(2018, 0, 1),
    upTo: 1,
    digits:
      '0mopm00mnooo000tppo00nnrqn00orsqt00zzvzz00rnrpo000oppl00npsuq00pmnlm00lmnnz00mmnpp00npqo000' +
      'onmlm00kokkk00kmnmn00kpnol00porqm00mpqmj00kmlnm00kmmmk000posp00nnopl00mnpoz00mommz00oopno00' +
      'kd0kh00kkkjh00jklmm00jnoon00mqnnk00jlkkm00lkolk00iliih00jijjj000lmlk00ijmml00klmmz00mmnkn00' +
      'mnonm00mnuxq00mnmoo00mtvvw00vyyvs00onqor00ortsr00ptm0b00nnqov00su0ys00sqqqr00vuyzz00h0srp00',
  },
};

/** The use of the quietest day, as a share of the mean: devices send heartbeats. */
const MIN_SHARE = 0.1;
const SHAPES = Object.values(REAL_DAYS).map(({ upTo, digits }) => {
  const counts = [...digits].map((digit) => Number.parseInt(digit, 36));
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return { upTo, days: counts.map((count) => MIN_SHARE + (1 - MIN_SHARE) * (count / mean)) };
});
/** Day 0 of the epoch was a Thursday. */
const MONDAY = 4;

/** Returns the use of a UTC day (days since the epoch), relative to the mean of a year. */
export function dayShare(seed: number, day: number): number {
  const kind = noise(seed, 101);
  const shape = SHAPES.find(({ upTo }) => kind < upTo)!;
  const weeks = Math.floor(noise(seed, 102) * 52);
  const at = (day - MONDAY + 7 * weeks) % shape.days.length;
  return shape.days[at]!;
}

/** Returns how many times the count of the day before is subtracted, since platforms correct counts; 0: none. */
export function correctedTimes(seed: number, day: number): number {
  return hasCorrections(seed) && noise(seed, day, 104) < 0.03 ? 2 : 0;
}

/** Returns true for a seed whose counters are corrected now and then. */
export function hasCorrections(seed: number): boolean {
  return noise(seed, 103) < 0.3;
}

/** Weights are compared to three decimals: amounts are whole, or MB with a few decimals. */
const WEIGHT_SCALE = 1000;

/**
 * Splits a number (≥ 0) by weights into whole parts that sum to it exactly, without its fraction, by largest remainder:
 * of equal remainders, the earlier one is rounded up. A weight that is negative or not a number counts as 0 and gets
 * nothing; if all weights are 0, the parts are equal.
 */
export function splitByWeight(total: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const scaled = weights.map(scaledWeight);
  const sum = scaled.reduce((all, weight) => all + weight, 0n);
  if (sum === 0n) return splitByWeight(total, new Array<number>(weights.length).fill(1));
  const whole = BigInt(Math.floor(total));
  // BigInt: cents × variables may exceed the range of exact integers.
  const parts = scaled.map((weight) => (whole * weight) / sum);
  const remainders = scaled.map((weight, index) => ({ index, left: (whole * weight) % sum }));
  remainders.sort((a, b) => (a.left === b.left ? a.index - b.index : a.left > b.left ? -1 : 1));
  let rest = Number(whole - parts.reduce((all, part) => all + part, 0n));
  const result = parts.map(Number);
  for (const { index } of remainders) {
    if (rest-- <= 0) break;
    result[index]! += 1;
  }
  return result;
}

/** Returns a part in whole percent of a total, rounded: 0 only for nothing, 100 only for all, above 100 for more. */
export function percentOfTotal(part: number, total: number): number {
  if (part <= 0 || total <= 0) return 0;
  const rounded = Math.round((part * 100) / total);
  if (part < total) return Math.min(99, Math.max(1, rounded));
  return part > total ? Math.max(101, rounded) : 100;
}

function scaledWeight(weight: number): bigint {
  if (!Number.isFinite(weight) || weight <= 0) return 0n;
  return Number.isInteger(weight)
    ? BigInt(weight) * BigInt(WEIGHT_SCALE)
    : BigInt(Math.round(weight * WEIGHT_SCALE));
}

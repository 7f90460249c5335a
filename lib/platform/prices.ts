import * as z from 'zod/mini';
import type { PriceTable } from '../domain/billing/billing.ts';
import { parseOne, readableRows, wholeNumber } from './parse.ts';
import { type Api, path, request } from './request.ts';

// Prices are whole US cents. Others are left out, so they count as unknown.
const namedPriceSchema = z.object({ name: z.string(), price: wholeNumber });
const tierSchema = z.object({ amount: wholeNumber, price: wholeNumber });

export const pricesSchema = z.looseObject({
  plans: z.array(z.unknown()),
  addons: z.array(z.unknown()),
});

/** `GET /pricing`: US cents a month. */
export async function fetchPrices(api: Api): Promise<PriceTable> {
  return priceTableOf(await request(api, { method: 'GET', path: path`/pricing` }));
}

/** `GET /pricing/prorated`: what a change to each would cost now, for the rest of the cycle, in US cents. */
export async function fetchProratedPrices(api: Api): Promise<PriceTable> {
  return priceTableOf(await request(api, { method: 'GET', path: path`/pricing/prorated` }));
}

/** Parses prices. Every other key with tiers is a service, known or not; tiers are sorted by amount. */
export function priceTableOf(result: unknown): PriceTable {
  const { plans, addons, ...rest } = parseOne(pricesSchema, result);
  const tiers = Object.entries(rest).flatMap(([key, value]) => {
    const rows = readableRows(tierSchema, value).sort((a, b) => a.amount - b.amount);
    return rows.length ? [[key, rows] as const] : [];
  });
  return { plans: pricesByName(plans), addons: pricesByName(addons), tiers: Object.fromEntries(tiers) };
}

function pricesByName(rows: unknown): Record<string, number> {
  return Object.fromEntries(readableRows(namedPriceSchema, rows).map(({ name, price }) => [name, price]));
}

import type { ModelPrice } from '../cost/model-price.ts';
import { checkPrices } from '../cost/price-list.ts';
import type { Queries } from './queries.ts';

/** The prices that the user has set. */
export async function getPrices(db: Queries): Promise<readonly ModelPrice[]> {
  const value = (await db.first("SELECT value FROM settings WHERE key = 'prices'"))?.['value'];
  return typeof value === 'string' ? (JSON.parse(value) as readonly ModelPrice[]) : [];
}

/** Replaces the prices that the user has set. */
export async function setPrices(db: Queries, prices: readonly ModelPrice[]): Promise<void> {
  await db.rows(
    "INSERT INTO settings(key, value) VALUES ('prices', $1) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
    [JSON.stringify(checkPrices(prices))],
  );
}

import type { ModelPrice } from '../cost/model-price.ts';
import { type PriceList, checkPrices, priceList } from '../cost/price-list.ts';
import type { Connection } from './connection.ts';
import type { Statement } from './driver.ts';

const READ = "SELECT value FROM meta WHERE key = 'prices'";
const WRITE = "REPLACE INTO meta(key, value) VALUES ('prices', ?)";

/** The prices in force for a database. Another process may change the user's at any time: each use looks. */
export class StoredPrices {
  readonly #statement: (sql: string) => Statement;
  #text: string | undefined;
  #list: PriceList = priceList();

  constructor(statement: (sql: string) => Statement) {
    this.#statement = statement;
  }

  current(): PriceList {
    const text = textOf(this.#statement);
    if (text !== this.#text) this.#list = priceList(pricesIn(text));
    this.#text = text;
    return this.#list;
  }
}

/** The prices that the user has set. */
export function getPrices(connection: Connection): readonly ModelPrice[] {
  return pricesIn(textOf((sql) => connection.statement(sql)));
}

/** Replaces the prices that the user has set. Must run in a write transaction. */
export function setPrices(connection: Connection, prices: readonly ModelPrice[]): void {
  connection.statement(WRITE).run(JSON.stringify(checkPrices(prices)));
}

function textOf(statement: (sql: string) => Statement): string | undefined {
  const value = statement(READ).get()?.['value'];
  return typeof value === 'string' ? value : undefined;
}

function pricesIn(text: string | undefined): readonly ModelPrice[] {
  return text === undefined ? [] : (JSON.parse(text) as readonly ModelPrice[]);
}

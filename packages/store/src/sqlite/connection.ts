import type { Database, Statement } from './driver.ts';
import type { PriceList } from '../cost/price-list.ts';
import { DictTexts } from './dict-texts.ts';
import { Interner } from './interner.ts';
import { StoredPrices } from './stored-prices.ts';
import { inSnapshot, inTransaction } from './transaction.ts';
import { type Patience, waitForLock } from './wait-for-lock.ts';

// Searches make statements of their own for each kind of filter.
const MAX_STATEMENTS = 300;

/** An open database with its prepared statements and interned texts. */
export class Connection {
  /** Numbers of span names, span types, models and the like. */
  readonly names: Interner;
  /** Texts by the numbers of `names`. */
  readonly texts: DictTexts;
  /** Numbers of experiment ids. An experiment that nobody has created gets a row without a name. */
  readonly experiments: Interner;
  readonly #prices = new StoredPrices((sql) => this.statement(sql));
  readonly #db: Database;
  readonly #patience: Patience;
  readonly #statements = new Map<string, Statement>();

  constructor(db: Database, patience: Patience) {
    this.#db = db;
    this.#patience = patience;
    this.names = new Interner(
      this.statement('SELECT id FROM dict WHERE text = ?'),
      this.statement('INSERT INTO dict(text) VALUES (?)'),
    );
    this.texts = new DictTexts(this.statement('SELECT CAST(text AS BLOB) AS text FROM dict WHERE id = ?'));
    this.experiments = new Interner(
      this.statement('SELECT key AS id FROM experiments WHERE id = ?'),
      this.statement('INSERT INTO experiments(id, created_ms) VALUES (?, unixepoch() * 1000)'),
    );
  }

  /** What models cost: the list prices, and what the user has said. */
  get prices(): PriceList {
    return this.#prices.current();
  }

  /** The prepared statement of this text; prepared once. */
  statement(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    if (this.#statements.size >= MAX_STATEMENTS) this.#statements.clear();
    this.#statements.set(sql, statement);
    return statement;
  }

  /** `inTransaction`, forgetting the texts that a transaction which failed has added. */
  write<T>(work: () => T): T {
    try {
      return inTransaction(this.#db, this.#patience, work);
    } catch (error) {
      this.names.forget();
      this.texts.forget();
      this.experiments.forget();
      throw error;
    }
  }

  /** Runs `work`, which cannot be part of a transaction, as soon as nobody else holds the lock that it needs. */
  alone<T>(work: () => T): T {
    return waitForLock(this.#patience, work);
  }

  /** `inSnapshot`. */
  read<T>(work: () => T): T {
    return inSnapshot(this.#db, this.#patience, work);
  }

  /**
   * Ends the use of the database. With `@photostructure/sqlite` the file itself stays open until the statements are
   * garbage, at the latest until the thread ends.
   */
  close(): void {
    this.#statements.clear();
    this.#db.close();
  }
}

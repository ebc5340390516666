import type { PgClient, PgRow } from './pool.ts';

/** What PostgreSQL takes in one statement. */
const MAX_VALUES = 60_000;

/** A transaction's statements. */
export class Queries {
  readonly #client: PgClient;

  constructor(client: PgClient) {
    this.#client = client;
  }

  /** Runs a statement. */
  async rows(sql: string, values: readonly unknown[] = []): Promise<readonly PgRow[]> {
    const { rows } = await this.#client.query(sql, values.length > 0 ? [...values] : undefined);
    return rows;
  }

  /** The first row of a statement. */
  async first(sql: string, values: readonly unknown[] = []): Promise<PgRow | undefined> {
    return (await this.rows(sql, values))[0];
  }

  /**
   * Inserts rows, as many at once as a statement takes.
   * @param suffix follows the values, such as `ON CONFLICT …` or `RETURNING …`.
   */
  async insert(
    into: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
    suffix = '',
  ): Promise<readonly PgRow[]> {
    const atOnce = Math.floor(MAX_VALUES / columns.length);
    const returned: PgRow[] = [];
    for (let i = 0; i < rows.length; i += atOnce) {
      const slice = rows.slice(i, i + atOnce);
      const places = slice.map((_, row) => `(${columns.map((__, n) => `$${row * columns.length + n + 1}`).join()})`);
      const sql = `INSERT INTO ${into}(${columns.join()}) VALUES ${places.join()} ${suffix}`;
      returned.push(...(await this.rows(sql, slice.flat())));
    }
    return returned;
  }
}

/** A text as PostgreSQL can keep it, to look things up by: without NUL. The exact one is in JSON. */
export function plainText(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}

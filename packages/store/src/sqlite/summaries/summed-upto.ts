import type { Connection } from '../connection.ts';

const READ = "SELECT CAST(value AS INTEGER) AS id FROM meta WHERE key = 'summed_upto'";
const WRITE = "UPDATE meta SET value = ? WHERE key = 'summed_upto'";
const NEWEST = 'SELECT max(id) AS id FROM traces';

/** The last `traces.id` that the summaries know. */
export function summedUpto(connection: Connection): number {
  return Number(connection.statement(READ).get()?.['id'] ?? 0);
}

/** The newest `traces.id`; 0 where there is none. */
export function newestId(connection: Connection): number {
  return Number(connection.statement(NEWEST).get()?.['id'] ?? 0);
}

/** Remembers how far the summaries are. */
export function setSummedUpto(connection: Connection, id: number): void {
  connection.statement(WRITE).run(String(id));
}
